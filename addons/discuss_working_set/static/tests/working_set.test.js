import {defineDiscussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";
import {
    CHANNEL,
    LATER,
    MORE,
    startWithWorkingSet,
} from "@discuss_working_set/../tests/working_set_test_helpers";

import {Thread} from "@mail/core/common/thread_model";

import {click, contains} from "@mail/../tests/mail_test_helpers";
import {mailDataHelpers} from "@mail/../tests/mock_server/mail_mock_server";

import {describe, expect, test} from "@odoo/hoot";
import {advanceTime} from "@odoo/hoot-mock";

import {
    getService,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussThemeModels();

const THEME = ".o-discuss_theme-Category";
const UNREAD = ".o-discuss_theme-Category-unread";
const IMPORTANT = ".o-discuss_theme-Category-important";

async function containsUnread(number) {
    await contains(UNREAD, number ? {text: String(number)} : {count: 0});
}

test("what is not here is counted on its theme and on the icon", async () => {
    await startWithWorkingSet();
    await containsUnread(3);
    await contains(MORE, {text: "3 more"});
    expect(getService("mail.store").globalCounter).toBe(1);
});

test("more of a theme comes in when asked for", async () => {
    const {first, second, server, themeId} = await startWithWorkingSet();
    await click(MORE);
    await contains(CHANNEL, {count: 5});
    await contains(MORE, {count: 0});
    expect(server.asked).toEqual([
        ["discuss.working_set/more", {known_ids: [first, second], theme_id: themeId}],
    ]);
});

test("what is here without standing in the list is none of those joined", async () => {
    const {first, server, workingSet} = await startWithWorkingSet();
    await contains(MORE, {text: "3 more"});
    // such as a favourite that was closed meanwhile, as was another that is not here:
    // the server counts them no longer
    patchWithCleanup(Thread.prototype, {
        get standsInList() {
            return this.id !== first && super.standsInList;
        },
    });
    const [theme, ...others] = server.numbers.joined;
    server.numbers.joined = [[theme[0], theme[1], theme[2] - 2], ...others];
    await workingSet.refresh();
    await contains(MORE, {text: "2 more"});
});

test("a folded theme has no line for more, and still counts", async () => {
    await startWithWorkingSet();
    await click(`${THEME}:contains(Sales) [name='toggler']`);
    await contains(MORE, {count: 0});
    await containsUnread(3);
});

test("a post in a channel that is not here counts at once, and brings it in", async () => {
    const {activity, quiet, server, workingSet} = await startWithWorkingSet();
    await workingSet.onActivity(activity(quiet), LATER);
    await containsUnread(4);
    expect(getService("mail.store").globalCounter).toBe(2);
    expect(server.asked).toEqual([]);
    await advanceTime(1500);
    await contains(CHANNEL, {text: "quiet"});
    expect(server.asked).toEqual([["discuss.working_set/channels", [quiet]]]);
});

test("posts in many channels are asked for together", async () => {
    const {activity, quiet, server, unread, workingSet} = await startWithWorkingSet();
    await workingSet.onActivity(activity(quiet), LATER);
    await workingSet.onActivity(activity(unread, {message_id: LATER + 1}), LATER + 1);
    await advanceTime(1500);
    await contains(CHANNEL, {count: 4});
    expect(server.asked).toEqual([["discuss.working_set/channels", [quiet, unread]]]);
});

test("groups are important, muted channels and notifications do not count", async () => {
    const {activity, group, quiet, workingSet} = await startWithWorkingSet();
    await workingSet.onActivity(activity(quiet, {is_muted: true}), LATER);
    await workingSet.onActivity(activity(quiet, {counts: false}), LATER + 1);
    await containsUnread(3);
    await contains(IMPORTANT, {count: 0});
    await workingSet.onActivity(activity(group, {channel_type: "group"}), LATER + 2);
    await contains(IMPORTANT, {text: "1"});
});

test("a post in a channel that is here counts once", async () => {
    const {activity, first, pyEnv, workingSet} = await startWithWorkingSet();
    await workingSet.onActivity(activity(first), LATER);
    await containsUnread(4);
    // the browser listened to the channel: it knows the message when it is told
    const messageId = pyEnv["mail.message"].create({
        body: "known",
        model: "discuss.channel",
        res_id: first,
    });
    getService("mail.store").insert({"mail.message": [{id: messageId}]});
    await workingSet.onActivity(activity(first, {message_id: messageId}), LATER + 1);
    await containsUnread(4);
});

test("what comes twice counts once", async () => {
    const {first, pyEnv} = await startWithWorkingSet();
    const partnerId = pyEnv["res.partner"].create({name: "Mario"});
    const messageId = pyEnv["mail.message"].create({
        author_id: partnerId,
        body: "Hello",
        message_type: "comment",
        model: "discuss.channel",
        res_id: first,
    });
    const store = new mailDataHelpers.Store(
        pyEnv["mail.message"].browse(messageId)
    ).get_result();
    const [partner] = pyEnv["res.partner"].read(serverState.partnerId);
    const payload = {data: store, id: first};
    let notified = 0;
    getService("mail.store").env.bus.addEventListener(
        "discuss.channel/new_message",
        () => notified++
    );
    for (let time = 0; time < 2; time++) {
        pyEnv["bus.bus"]._sendone(partner, "discuss.channel/new_message", payload);
    }
    await containsUnread(4);
    await advanceTime(500);
    await containsUnread(4);
    expect(notified).toBe(1);
});

test("newer than the numbers is counted, older is not", async () => {
    const {activity, quiet, server, workingSet} = await startWithWorkingSet();
    await workingSet.onActivity(activity(quiet), LATER);
    // asked before that post, answered after it
    workingSet.onData({...server.numbers, bus_id: LATER - 1});
    await containsUnread(4);
    workingSet.onData({...server.numbers, bus_id: LATER});
    await containsUnread(3);
    await workingSet.onActivity(activity(quiet), LATER - 500);
    await containsUnread(3);
});

test("what was read elsewhere is read here", async () => {
    const {pyEnv, unread, workingSet} = await startWithWorkingSet();
    await containsUnread(3);
    const [member] = pyEnv["discuss.channel.member"].search_read([
        ["channel_id", "=", unread],
    ]);
    const [partner] = pyEnv["res.partner"].read(serverState.partnerId);
    pyEnv["bus.bus"]._sendone(partner, "mail.record/insert", {
        "discuss.channel.member": [
            {
                id: member.id,
                channel_id: {id: unread, model: "discuss.channel"},
                message_unread_counter: 0,
                message_unread_counter_bus_id: LATER,
                partner_id: serverState.partnerId,
            },
        ],
    });
    await containsUnread(0);
    await contains(CHANNEL, {count: 2});
    expect(workingSet.outside.listed).toBe(0);
});

test("thousands read at once", async () => {
    const {first, server, unread, workingSet} = await startWithWorkingSet();
    getService("mail.store").Thread.get({
        id: first,
        model: "discuss.channel",
    }).self_member_id.message_unread_counter = 2;
    await containsUnread(5);
    server.numbers.unread = [];
    workingSet.onRead({bus_id: LATER, separators: {[first]: 9, [unread]: 9}}, LATER);
    await containsUnread(0);
});

test("the numbers that the server sends put right what is here, too", async () => {
    const {first, server, themeId, unread, workingSet} = await startWithWorkingSet();
    server.numbers.bus_id = LATER;
    server.numbers.unread = [[themeId, 0, [first, 2, unread - first, 4]]];
    await workingSet.refresh();
    await containsUnread(6);
    await contains(`${CHANNEL}-itemName.o-unread`, {text: "first"});
});
