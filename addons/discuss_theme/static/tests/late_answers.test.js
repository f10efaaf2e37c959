import {
    createChannel,
    defineDiscussThemeModels,
} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, test} from "@odoo/hoot";
import {animationFrame, Deferred} from "@odoo/hoot-mock";

import {
    asyncStep,
    getService,
    MockServer,
    onRpc,
    serverState,
    waitForSteps,
    withUser,
} from "@web/../tests/web_test_helpers";

import {rpc} from "@web/core/network/rpc";

describe.current.tags("desktop");
defineDiscussThemeModels();

const CHANNEL = ".o-mail-DiscussSidebarChannel";
const MENTIONS = `${CHANNEL} .badge`;
const UNREAD = ".o-discuss_theme-Category-unread";

/** Somebody in a channel, who asks for it; the answer can be said later. */
async function askForChannel() {
    const pyEnv = await startServer();
    const themeId = pyEnv["discuss.theme"].create({name: "Company"});
    const channelId = createChannel(pyEnv, "office", themeId);
    const partnerId = pyEnv["res.partner"].create({name: "Colleague"});
    const userId = pyEnv["res.users"].create({partner_id: partnerId});
    const [self] = pyEnv["res.partner"].browse(serverState.partnerId);
    const [memberId] = pyEnv["discuss.channel.member"].search([
        ["channel_id", "=", channelId],
        ["partner_id", "=", serverState.partnerId],
    ]);
    await start();
    await openDiscuss();
    await contains(CHANNEL, {text: "office"});
    const said = new Deferred();
    let isFirst = true;
    onRpc("/mail/data", async () => {
        if (!isFirst) {
            return;
        }
        isFirst = false;
        asyncStep("asked");
        const {unread, mentions, busId} = await said;
        return {
            "discuss.channel": [
                {
                    id: channelId,
                    message_needaction_counter: mentions,
                    message_needaction_counter_bus_id: busId,
                },
            ],
            "discuss.channel.member": [
                {
                    channel_id: {id: channelId, model: "discuss.channel"},
                    id: memberId,
                    message_unread_counter: unread,
                    message_unread_counter_bus_id: busId,
                },
            ],
        };
    });
    const answered = getService("mail.store").fetchStoreData("channels_as_member");
    await waitForSteps(["asked"]);
    return {
        /** @param {number} busId until which it counts */
        async answer(busId, unread, mentions = 0) {
            said.resolve({unread, mentions, busId});
            await answered;
            await animationFrame();
        },
        /** The last number that the bus has given. */
        get busId() {
            return MockServer.env["bus.bus"].lastBusNotificationId;
        },
        async post() {
            await withUser(userId, () =>
                rpc("/mail/message/post", {
                    post_data: {body: "Hello", message_type: "comment"},
                    thread_id: channelId,
                    thread_model: "discuss.channel",
                })
            );
        },
        async call() {
            await this.post();
            const [messageId] = pyEnv["mail.message"].search([
                ["res_id", "=", channelId],
                ["model", "=", "discuss.channel"],
            ]);
            const thread = {id: channelId, model: "discuss.channel"};
            pyEnv["bus.bus"]._sendone(self, "mail.message/inbox", {
                message_id: messageId,
                store_data: {
                    "mail.message": [{id: messageId, needaction: true, thread}],
                },
            });
        },
        async read() {
            const [{new_message_separator: separator}] = pyEnv[
                "discuss.channel.member"
            ].read([memberId], ["new_message_separator"]);
            pyEnv["bus.bus"]._sendone(self, "mail.record/insert", {
                "discuss.channel.member": [
                    {
                        id: memberId,
                        message_unread_counter: 0,
                        message_unread_counter_bus_id: this.busId,
                        new_message_separator: separator,
                    },
                ],
            });
        },
    };
}

test("a message that comes before the answer stays counted", async () => {
    const channel = await askForChannel();
    const {busId} = channel;
    await channel.post();
    await contains(UNREAD, {text: "1"});
    await channel.answer(busId, 0);
    await contains(UNREAD, {text: "1"});
});

test("a message that the answer counts is not counted twice", async () => {
    const channel = await askForChannel();
    await channel.post();
    await contains(UNREAD, {text: "1"});
    await channel.answer(channel.busId, 1);
    await contains(UNREAD, {text: "1"});
    await channel.post();
    await contains(UNREAD, {text: "2"});
});

test("what was read before the answer stays read", async () => {
    const channel = await askForChannel();
    await channel.post();
    await contains(UNREAD, {text: "1"});
    const {busId} = channel;
    await channel.read();
    await contains(UNREAD, {count: 0});
    await channel.answer(busId - 1, 1);
    await contains(UNREAD, {count: 0});
});

test("who is called before the answer stays called", async () => {
    const channel = await askForChannel();
    const {busId} = channel;
    await channel.call();
    await contains(MENTIONS, {text: "1"});
    await channel.answer(busId, 0);
    await contains(MENTIONS, {text: "1"});
});
