import {defineDiscussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";
import {WorkingSet} from "@discuss_working_set/core/web/working_set_model";
import {
    CHANNEL,
    LATER,
    startWithWorkingSet,
} from "@discuss_working_set/../tests/working_set_test_helpers";

import {click, contains} from "@mail/../tests/mail_test_helpers";

import {describe, expect, test} from "@odoo/hoot";
import {advanceTime} from "@odoo/hoot-mock";

import {
    getService,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussThemeModels();

const MESSAGE = ".o-mail-Message";

test("what was used longest ago is let go, and fetched again when it is opened", async () => {
    patchWithCleanup(WorkingSet.prototype, {
        get listenedLimit() {
            return 2;
        },
    });
    onRpc("/discuss/channel/messages", async (request) => {
        const {params} = await request.json();
        expect.step(`messages of ${params.channel_id}`);
    });
    const {activity, first, pyEnv, quiet, second, workingSet} =
        await startWithWorkingSet();
    const post = (body) =>
        pyEnv["mail.message"].create({
            body,
            message_type: "comment",
            model: "discuss.channel",
            res_id: first,
        });
    const thread = getService("mail.store").Thread.get({
        id: first,
        model: "discuss.channel",
    });
    post("Before");
    await click(`${CHANNEL}:contains(first)`);
    await contains(MESSAGE, {text: "Before"});
    await click(`${CHANNEL}:contains(second)`);
    await contains(MESSAGE, {count: 0});
    expect(thread.isListenedTo).toBe(true);
    expect.verifySteps([`messages of ${first}`, `messages of ${second}`]);

    await workingSet.onActivity(activity(quiet), LATER);
    await advanceTime(1500);
    await contains(CHANNEL, {text: "quiet"});
    expect([...workingSet.state.listened]).toEqual([second, quiet]);
    expect(thread.isListenedTo).toBe(false);
    expect(thread.shouldSubscribeToBusChannel).toBe(false);
    expect(thread.messages).toHaveLength(0);

    // said while nobody here was listening
    post("Meanwhile");
    await click(`${CHANNEL}:contains(first)`);
    await contains(MESSAGE, {text: "Meanwhile"});
    await contains(MESSAGE, {text: "Before"});
    expect.verifySteps([`messages of ${first}`]);
    expect([...workingSet.state.listened]).toEqual([quiet, first]);
    expect(thread.shouldSubscribeToBusChannel).toBe(true);
});

test("when the user has few channels again, the browser asks to listen to all", async () => {
    const {pyEnv, server} = await startWithWorkingSet();
    await contains(CHANNEL, {count: 2});
    // to listen to what came in is asked for in a moment, as in stock
    await advanceTime(1500);
    patchWithCleanup(getService("bus_service"), {
        forceUpdateChannels() {
            expect.step("listen to all");
        },
    });
    patchWithCleanup(server.asked, {
        push([name]) {
            expect.step(name);
        },
    });
    const [partner] = pyEnv["res.partner"].browse(serverState.partnerId);
    const refresh = (payload) =>
        pyEnv["bus.bus"]._sendone(partner, "discuss.working_set/refresh", payload);
    refresh({});
    await expect.waitForSteps(["discuss.working_set"]);
    refresh({resubscribe: true});
    await expect.waitForSteps(["listen to all", "discuss.working_set"]);
});

test("what is shown is never let go", async () => {
    patchWithCleanup(WorkingSet.prototype, {
        get listenedLimit() {
            return 1;
        },
    });
    const {activity, first, quiet, workingSet} = await startWithWorkingSet();
    await click(`${CHANNEL}:contains(first)`);
    await contains(`${CHANNEL}.o-active`, {text: "first"});
    await workingSet.onActivity(activity(quiet), LATER);
    await advanceTime(1500);
    await contains(CHANNEL, {text: "quiet"});
    expect([...workingSet.state.listened]).toInclude(first);
});
