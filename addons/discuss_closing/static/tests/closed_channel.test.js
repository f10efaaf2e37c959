import {
    CLOSED,
    defineDiscussClosingModels,
} from "@discuss_closing/../tests/discuss_closing_test_helpers";

import {createChannel} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
    triggerHotkey,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, press, test} from "@odoo/hoot";

import {
    getService,
    makeServerError,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussClosingModels();

const BAR = ".o-discuss_closing-ClosedBar";
const CHANNEL = ".o-mail-DiscussSidebarChannel";
const DIALOG = ".o-discuss_closing-CloseChannelDialog";
const THEME = ".o-discuss_theme-Category";

async function startWithTheme() {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    return {pyEnv, theme};
}

test("in place of the composer stands how it ended", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme, {values: CLOSED});
    await start();
    await openDiscuss(channelId);
    await contains(`${BAR} [name='text']`, {
        text: "Closed on May 4, 2026 by Mitchell Admin: The fair was a success",
    });
    await contains(".o-mail-Composer", {count: 0});
    await contains(".o-mail-DiscussContent-header [name='call']", {count: 0});
    await click(`${BAR} [name='reopen']`);
    await contains(".o-mail-Composer");
    await contains(BAR, {count: 0});
});

test("a closed channel leaves the list, save while it is shown", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme, {unread: 2});
    const otherId = createChannel(pyEnv, "office", theme);
    createChannel(pyEnv, "kitchen", theme);
    await start();
    await openDiscuss(otherId);
    await contains(CHANNEL, {text: "fair"});
    await contains(`${THEME} .badge`, {text: "2"});
    pyEnv["discuss.channel"].write([channelId], CLOSED);
    await contains(CHANNEL, {count: 0, text: "fair"});
    await contains(`${THEME} .badge`, {count: 0});
    // the one that is shown stays until one goes elsewhere
    pyEnv["discuss.channel"].write([otherId], CLOSED);
    await contains(BAR);
    await contains(`${CHANNEL}.o-active .o-discuss_closing-isClosed`);
    await click(CHANNEL, {text: "kitchen"});
    await contains(CHANNEL, {text: "kitchen"});
    await contains(CHANNEL, {count: 1});
    pyEnv["discuss.channel"].write([channelId], {is_closed: false});
    await contains(CHANNEL, {text: "fair"});
});

test("a favourite stays where it was put, with a lock", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const id = createChannel(pyEnv, "fair", theme, {
        member: {favorite_sequence: 1, is_favorite: true},
        unread: 2,
        values: CLOSED,
    });
    await start();
    await openDiscuss();
    await contains(`.o-discuss_theme-favorites ${CHANNEL}`, {text: "fair"});
    await contains(`.o-discuss_theme-favorites .o-discuss_closing-isClosed`);
    await contains(`.o-discuss_theme-favorites .badge`, {count: 0});
    // whoever compares with what the server counts leaves it out, as it does
    const {Thread} = getService("mail.store");
    expect(Thread.get({id, model: "discuss.channel"}).standsInList).toBe(false);
});

test("neither the menu of messages lists it, nor its counter counts it", async () => {
    const {pyEnv, theme} = await startWithTheme();
    createChannel(pyEnv, "office", theme, {unread: 1});
    createChannel(pyEnv, "fair", theme, {unread: 1, values: CLOSED});
    await start();
    await click(".o_menu_systray i[aria-label='Messages']");
    await contains(".o-mail-NotificationItem", {text: "office"});
    await contains(".o-mail-NotificationItem:contains(fair)", {count: 0});
    await contains(".o-mail-MessagingMenu-counter", {text: "1"});
});

test("an owner closes it with its outcome", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme, {values: {can_manage: true}});
    await start();
    await openDiscuss(channelId);
    await click(".o-mail-DiscussContent-header [name='close-channel']");
    await contains(`${DIALOG} input:focus`);
    await contains(`${DIALOG} .btn-primary:disabled`);
    // an error is shown, and nothing is lost
    await insertText(`${DIALOG} input`, "refused");
    await press("Enter");
    await contains(`${DIALOG} .alert`, {text: "Only its owners may do this."});
    await contains(`${DIALOG} input`, {value: "refused"});
    await insertText(`${DIALOG} input`, "Booked", {replace: true});
    await press("Enter");
    await contains(DIALOG, {count: 0});
    await contains(`${BAR}:contains(by Mitchell Admin: Booked)`);
});

test("who does not answer for it is not offered to close or merge it", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme);
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-DiscussContent-header [name='favorite']");
    await contains(".o-mail-DiscussContent-header [name='close-channel']", {count: 0});
    await click("[title='Channel Actions']", {parent: [CHANNEL, {text: "fair"}]});
    await contains(".o-dropdown-item:contains('Close Channel')", {count: 0});
    await contains(".o-dropdown-item:contains('Merge into')", {count: 0});
});

test("what was being written is kept until it is open again", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme);
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "One more thing");
    pyEnv["discuss.channel"].write([channelId], CLOSED);
    await contains(`${BAR} [name='draft']:contains(One more thing)`);
    await click(`${BAR} [name='reopen']`);
    await contains(".o-mail-Composer-input", {value: "One more thing"});
});

test("what is sent too late is put back where it was written", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme);
    onRpc("/mail/message/post", () => {
        // closed by somebody else, and this browser has not heard of it
        pyEnv["discuss.channel"]._filter([["id", "=", channelId]]);
        Object.assign(pyEnv["discuss.channel"].browse(channelId)[0], CLOSED);
        throw makeServerError({message: "It was closed", type: "UserError"});
    });
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "One more thing");
    await triggerHotkey("Enter");
    await contains(`${BAR} [name='draft']:contains(One more thing)`);
    await contains(".o-mail-Message", {count: 0, text: "One more thing"});
});

test("messages of a closed channel are read, not answered", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const channelId = createChannel(pyEnv, "fair", theme, {unread: 1, values: CLOSED});
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message");
    await click(".o-mail-Message [title='Expand']");
    await contains(".o-dropdown-item:contains('Copy Link')");
    expect(".o-dropdown-item:contains('Create Thread')").toHaveCount(0);
    expect(".o-mail-Message-actions [title='Add a Reaction']").toHaveCount(0);
    expect(".o-dropdown-item:contains('Reply')").toHaveCount(0);
});

test("customers see how it ended, and nothing to press", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const [user] = pyEnv["res.users"].read([serverState.userId]);
    pyEnv["res.users"].write([user.id], {share: true});
    const channelId = createChannel(pyEnv, "fair", theme, {values: CLOSED});
    await start();
    await openDiscuss(channelId);
    await contains(`${BAR}:contains(The fair was a success)`);
    await contains(`${BAR} button`, {count: 0});
});

test("an old link leads on to where the conversation went", async () => {
    const {pyEnv, theme} = await startWithTheme();
    const targetId = createChannel(pyEnv, "office", theme);
    const channelId = createChannel(pyEnv, "fair", theme, {
        values: {...CLOSED, merged_into: targetId},
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${CHANNEL}.o-active`, {text: "office"});
    await contains(".o-mail-Composer");
    await contains(CHANNEL, {count: 0, text: "fair"});
});
