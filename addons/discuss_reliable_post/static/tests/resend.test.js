import {
    click,
    contains,
    defineMailModels,
    insertText,
    onRpcBefore,
    openDiscuss,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, press, test} from "@odoo/hoot";
import {advanceTime, animationFrame} from "@odoo/hoot-mock";

import {
    asyncStep,
    patchWithCleanup,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import {ConnectionLostError, rpc} from "@web/core/network/rpc";

describe.current.tags("desktop");
defineMailModels();

const ROUTE = "/mail/message/post";
const RETRY = "button[title='Failed to post the message. Click to retry']";

/**
 * Cut the line, for as many posts as `state.cut` says; note the keys that are sent.
 *
 * @returns {{cut: number, keys: string[]}}
 */
function weakLine() {
    const state = {cut: 0, keys: []};
    patchWithCleanup(rpc, {
        async _rpc(route, params) {
            if (route !== ROUTE) {
                return super._rpc(...arguments);
            }
            state.keys.push(params.post_data.client_key);
            asyncStep(String(params.post_data.body));
            if (state.cut > 0) {
                state.cut--;
                throw new ConnectionLostError(route);
            }
            return super._rpc(...arguments);
        },
    });
    return state;
}

async function startInChannel() {
    const pyEnv = await startServer();
    const channelId = pyEnv["discuss.channel"].create({name: "workshop"});
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Thread", {text: "Welcome to #workshop!"});
}

async function say(text) {
    await insertText(".o-mail-Composer-input", text);
    await press("Enter");
    await contains(".o-mail-Composer-input", {value: ""});
}

/** @param {number} pause in milliseconds, once what was sent has failed */
async function wait(pause) {
    await animationFrame();
    await advanceTime(pause);
}

/** @param {string} text */
async function sent(text) {
    await contains(".o-mail-Message-content:not(.opacity-50)", {text});
}

test("each message has a key of its own", async () => {
    const line = weakLine();
    await startInChannel();
    await say("Hello");
    await waitForSteps(["Hello"]);
    await say("Hello");
    await waitForSteps(["Hello"]);
    await contains(".o-mail-Message-content:not(.opacity-50)", {count: 2});
    expect(line.keys[0]).toMatch(/^[0-9A-Za-z_-]{16,64}$/);
    expect(line.keys[1]).not.toBe(line.keys[0]);
});

test("while the connection fails, a message is sent again, before those that follow", async () => {
    const line = weakLine();
    await startInChannel();
    line.cut = 2;
    await say("One");
    await say("Two");
    await waitForSteps(["One"]);
    await wait(1000);
    await waitForSteps(["One"]);
    await wait(4000);
    await waitForSteps(["One", "Two"]);
    await sent("One");
    await sent("Two");
    await contains(RETRY, {count: 0});
    const [first, second, third, other] = line.keys;
    expect([second, third]).toEqual([first, first]);
    expect(other).not.toBe(first);
});

test("sent again by hand, it keeps its key, and is shown as sent", async () => {
    const line = weakLine();
    await startInChannel();
    line.cut = 3;
    await say("One");
    await waitForSteps(["One"]);
    await wait(1000);
    await waitForSteps(["One"]);
    await wait(4000);
    await waitForSteps(["One"]);
    await contains(".o-mail-Message-content.opacity-50", {text: "One"});
    await click(RETRY);
    await waitForSteps(["One"]);
    await sent("One");
    await contains(".o-mail-Message", {count: 1});
    expect(new Set(line.keys).size).toBe(1);
});

test("what the server refuses is not sent again", async () => {
    await startInChannel();
    onRpcBefore(ROUTE, () => {
        asyncStep("refused");
        throw new Error("No");
    });
    await say("One");
    await contains(RETRY);
    await wait(10_000);
    await waitForSteps(["refused"]);
});

test("below a record, the text stays and is sent again with the same key", async () => {
    expect.errors(1);
    const line = weakLine();
    const pyEnv = await startServer();
    const partnerId = pyEnv["res.partner"].create({name: "Azure"});
    await start();
    await openFormView("res.partner", partnerId);
    await click("button", {text: "Send message"});
    line.cut = 3;
    await insertText(".o-mail-Composer-input", "One");
    await click(".o-mail-Composer button[aria-label='Send']:enabled");
    await waitForSteps(["One"]);
    await wait(1000);
    await waitForSteps(["One"]);
    await wait(4000);
    await waitForSteps(["One"]);
    await contains(".o-mail-Composer-input", {value: "One"});
    await click(".o-mail-Composer button[aria-label='Send']:enabled");
    await waitForSteps(["One"]);
    await sent("One");
    expect(new Set(line.keys).size).toBe(1);
    // Once it was sent, the same words are another message.
    await click("button", {text: "Send message"});
    await insertText(".o-mail-Composer-input", "One");
    await click(".o-mail-Composer button[aria-label='Send']:enabled");
    await waitForSteps(["One"]);
    await contains(".o-mail-Message", {count: 2});
    expect(new Set(line.keys).size).toBe(2);
    expect.verifyErrors(["Connection to"]);
});
