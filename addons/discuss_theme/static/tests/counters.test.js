import {
    createChannel,
    defineDiscussThemeModels,
} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    click,
    contains,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, test} from "@odoo/hoot";

import {
    asyncStep,
    onRpc,
    serverState,
    waitForSteps,
    withUser,
} from "@web/../tests/web_test_helpers";

import {rpc} from "@web/core/network/rpc";

describe.current.tags("desktop");
defineDiscussThemeModels();

const THEME = ".o-discuss_theme-Category";
const UNREAD = ".o-discuss_theme-Category-unread";
const IMPORTANT = ".o-discuss_theme-Category-important";

/** @param {string} theme @param {number|undefined} unread @param {number|undefined} important */
async function containsCounters(theme, unread, important) {
    await contains(`${THEME}:contains(${theme})`);
    for (const [selector, count] of [
        [UNREAD, unread],
        [IMPORTANT, important],
    ]) {
        await contains(`${THEME}:contains(${theme}) ${selector}`, {
            count: count ? 1 : 0,
            ...(count ? {text: String(count)} : {}),
        });
    }
}

function createThemes(pyEnv) {
    const [company, quiet] = pyEnv["discuss.theme"].create([
        {name: "Company"},
        {name: "Quiet"},
    ]);
    const news = pyEnv["discuss.theme"].create({name: "News", parent_id: company});
    return {company, news, quiet};
}

test("unread messages add up through the tree, open or closed", async () => {
    const pyEnv = await startServer();
    const {company, news, quiet} = createThemes(pyEnv);
    createChannel(pyEnv, "office", company, {unread: 2});
    createChannel(pyEnv, "journal", news, {unread: 3});
    createChannel(pyEnv, "garden", quiet);
    const mutedId = createChannel(pyEnv, "muted", quiet, {unread: 4});
    await start();
    await openDiscuss();
    await containsCounters("Quiet", 4);
    await rpc("/discuss/settings/mute", {channel_id: mutedId, minutes: -1});
    await containsCounters("Company", 5);
    await containsCounters("News", 3);
    await containsCounters("Quiet");
    await contains(
        `${THEME}:contains(Company) ${UNREAD}[aria-label='5 unread messages']`
    );
    await click(`${THEME}:contains(Company) [name='toggler']`);
    await contains(THEME, {text: "News", count: 0});
    await containsCounters("Company", 5);
});

test("reading a channel takes its messages off", async () => {
    const pyEnv = await startServer();
    const {company, news} = createThemes(pyEnv);
    createChannel(pyEnv, "office", company, {unread: 2});
    createChannel(pyEnv, "journal", news, {unread: 1});
    await start();
    await openDiscuss();
    await containsCounters("Company", 3);
    await click(".o-mail-DiscussSidebarChannel", {text: "journal"});
    await containsCounters("Company", 2);
    await containsCounters("News");
});

test("a theme is marked as read at once, with what is below", async () => {
    const pyEnv = await startServer();
    const {company, news, quiet} = createThemes(pyEnv);
    createChannel(pyEnv, "office", company, {unread: 2});
    createChannel(pyEnv, "journal", news, {unread: 1});
    createChannel(pyEnv, "garden", quiet, {unread: 4});
    onRpc("discuss.theme", "mark_as_read", ({args}) => asyncStep(args));
    await start();
    await openDiscuss();
    await containsCounters("Company", 3);
    await click(`${THEME}:contains(Company) [title='Mark theme as read']`);
    await containsCounters("Company");
    await containsCounters("News");
    await containsCounters("Quiet", 4);
    await waitForSteps([[[company]]]);
    await contains(`${THEME}:contains(Company) [title='Mark theme as read']`, {
        count: 0,
    });
});

test("a message that comes in is counted at once", async () => {
    const pyEnv = await startServer();
    const {news} = createThemes(pyEnv);
    const channelId = createChannel(pyEnv, "journal", news);
    const partnerId = pyEnv["res.partner"].create({name: "Mario"});
    const userId = pyEnv["res.users"].create({partner_id: partnerId});
    await start();
    await openDiscuss();
    await contains(".o-mail-DiscussSidebarChannel", {text: "journal"});
    await containsCounters("Company");
    await withUser(userId, () =>
        rpc("/mail/message/post", {
            post_data: {body: "News!", message_type: "comment"},
            thread_id: channelId,
            thread_model: "discuss.channel",
        })
    );
    await containsCounters("News", 1);
    await containsCounters("Company", 1);
});

test("mentions and private conversations stand out", async () => {
    const pyEnv = await startServer();
    const {company, news} = createThemes(pyEnv);
    const channelId = createChannel(pyEnv, "office", company, {unread: 3});
    const authorId = pyEnv["res.partner"].create({name: "Mario"});
    const messageId = pyEnv["mail.message"].create({
        author_id: authorId,
        body: "@Mitchell Admin",
        model: "discuss.channel",
        needaction: true,
        res_id: channelId,
    });
    pyEnv["mail.notification"].create({
        mail_message_id: messageId,
        notification_type: "inbox",
        res_partner_id: serverState.partnerId,
    });
    createChannel(pyEnv, "board", news, {
        unread: 2,
        values: {channel_type: "group"},
    });
    await start();
    await openDiscuss();
    // all that is new in News is for the user: once is enough
    await containsCounters("News", undefined, 2);
    await contains(`${THEME}:contains(Company) ${IMPORTANT}`, {text: "3"});
    await contains(
        `${THEME}:contains(Company) ${IMPORTANT}[aria-label='3 messages for you']`
    );
});

test("the setting to be notified of everything holds in themes", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users.settings"].create({
        channel_notifications: "all",
        user_id: serverState.userId,
    });
    const {company} = createThemes(pyEnv);
    createChannel(pyEnv, "office", company, {unread: 2});
    await start();
    await openDiscuss();
    await contains(".o-mail-DiscussSidebarChannel-badge", {text: "2"});
    await containsCounters("Company", undefined, 2);
});

test("the setting to be notified of nothing holds in themes", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users.settings"].create({
        channel_notifications: "no_notif",
        user_id: serverState.userId,
    });
    const {company} = createThemes(pyEnv);
    createChannel(pyEnv, "office", company, {unread: 2});
    await start();
    await openDiscuss();
    await containsCounters("Company", 2, undefined);
    await contains(".o-mail-DiscussSidebarChannel-badge", {count: 0});
});

test("tabs of the phone count channels and private conversations in themes", async () => {
    const pyEnv = await startServer();
    pyEnv["res.users.settings"].create({
        channel_notifications: "all",
        user_id: serverState.userId,
    });
    const {company, news} = createThemes(pyEnv);
    createChannel(pyEnv, "office", company, {unread: 2});
    createChannel(pyEnv, "journal", news, {unread: 2});
    createChannel(pyEnv, "board", news, {
        unread: 2,
        values: {channel_type: "group"},
    });
    patchUiSize({size: SIZES.SM});
    await start();
    await openDiscuss();
    await click(".o-mail-MessagingMenu-tab", {text: "Channels"});
    await contains(".o-mail-MessagingMenu-tab:contains(Channels) .badge", {text: "2"});
    await contains(".o-mail-MessagingMenu-tab:contains(Chats) .badge", {text: "1"});
});
