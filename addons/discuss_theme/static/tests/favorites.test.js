import {
    createChannel,
    defineDiscussThemeModels,
} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, press, queryAllTexts, queryFirst, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";

import {
    Command,
    contains as webContains,
    makeServerError,
    onRpc,
    serverState,
    withUser,
} from "@web/../tests/web_test_helpers";

import {rpc} from "@web/core/network/rpc";

describe.current.tags("desktop");
defineDiscussThemeModels();

const FAVORITES = ".o-discuss_theme-favorites";
const CATEGORY = ".o-discuss_theme-FavoriteCategory";
const FAVORITE = ".o-discuss_theme-favorite";
const THEME = ".o-discuss_theme-Category";
const CHANNEL = ".o-mail-DiscussSidebarChannel";
const STAR = ".o-mail-DiscussContent-header [name='favorite']";

/** The titles of all channels of the list, favourites first. */
const names = () => queryAllTexts(`${CHANNEL}-itemName`);

/** A channel that is the nth favourite of the user. */
function createFavorite(pyEnv, name, themeId, rank, params = {}) {
    return createChannel(pyEnv, name, themeId, {
        ...params,
        member: {favorite_sequence: rank, is_favorite: true},
    });
}

async function clickAction(channel, action) {
    await click("[title='Channel Actions']", {parent: [CHANNEL, {text: channel}]});
    await click(`.o-dropdown-item:contains('${action}')`);
}

test("the star in the header keeps a channel on top, and lets go of it", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const channelId = createChannel(pyEnv, "office", theme, {unread: 1});
    createChannel(pyEnv, "annex", theme, {unread: 1});
    await start();
    await openDiscuss(channelId);
    await contains(`${STAR}[aria-pressed='false'] .fa-star-o`);
    await contains(FAVORITES, {count: 0});
    await click(STAR);
    await contains(`${STAR}[aria-pressed='true'] .fa-star`);
    await contains(`${FAVORITES} ${CHANNEL}`, {text: "office"});
    // in one place alone
    await contains(CHANNEL, {count: 2});
    const [member] = pyEnv["discuss.channel.member"].search_read([
        ["channel_id", "=", channelId],
    ]);
    expect(member.is_favorite).toBe(true);
    queryFirst(STAR).focus();
    await press("Enter");
    await contains(`${STAR}[aria-pressed='false']`);
    await contains(FAVORITES, {count: 0});
    await contains(`${THEME}:contains(Company) ~ div ${CHANNEL}`, {text: "office"});
});

test("any conversation can be a favourite, from the menu of the list", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const officeId = createChannel(pyEnv, "office", theme);
    createChannel(pyEnv, "thread", theme, {values: {parent_channel_id: officeId}});
    const partnerId = pyEnv["res.partner"].create({name: "Mario"});
    createChannel(pyEnv, "chat", false, {
        values: {
            channel_type: "chat",
            channel_member_ids: [
                Command.create({partner_id: serverState.partnerId}),
                Command.create({partner_id: partnerId}),
            ],
        },
    });
    await start();
    await openDiscuss();
    await click("[title='Thread Actions']");
    await click(".o-dropdown-item:contains('Add to Favorites')");
    await contains(`${FAVORITES} ${CHANNEL}`, {text: "thread"});
    await contains(".o-mail-DiscussSidebarSubchannel", {count: 0});
    await click("[title='Chat Actions']", {parent: [CHANNEL, {text: "Mario"}]});
    await click(".o-dropdown-item:contains('Add to Favorites')");
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 2});
    await contains(`${FAVORITES} ${CHANNEL}:eq(1)`, {text: "Mario"});
    await click("[title='Channel Actions']", {parent: [CHANNEL, {text: "thread"}]});
    await click(".o-dropdown-item:contains('Remove from Favorites')");
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 1});
    await contains(".o-mail-DiscussSidebarSubchannel", {text: "thread"});
});

test("favourites stay where they were put, unread or not; the theme counts them", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const partnerId = pyEnv["res.partner"].create({name: "Mario"});
    const userId = pyEnv["res.users"].create({partner_id: partnerId});
    createFavorite(pyEnv, "beta", theme, 1);
    const alphaId = createFavorite(pyEnv, "alpha", theme, 2);
    createFavorite(pyEnv, "gamma", theme, 3, {unread: 2});
    createChannel(pyEnv, "office", theme);
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 3});
    expect(names()).toEqual(["beta", "alpha", "gamma", "office"]);
    await withUser(userId, () =>
        rpc("/mail/message/post", {
            post_data: {body: "News!", message_type: "comment"},
            thread_id: alphaId,
            thread_model: "discuss.channel",
        })
    );
    await contains(`${CHANNEL}.o-unread`, {text: "alpha"});
    expect(names()).toEqual(["beta", "alpha", "gamma", "office"]);
    await contains(`${THEME}:contains(Company) .o-discuss_theme-Category-unread`, {
        text: "3",
    });
});

test("favourites are moved with the mouse", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const first = createFavorite(pyEnv, "first", theme, 1);
    const second = createFavorite(pyEnv, "second", theme, 2);
    const third = createFavorite(pyEnv, "third", theme, 3);
    onRpc("/discuss/channel/favorite/order", async (request) => {
        const {params} = await request.json();
        expect.step(params.channel_ids);
    });
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 3});
    await webContains(`${FAVORITE}:contains(first)`).dragAndDrop(
        `${FAVORITE}:contains(third)`
    );
    await contains(`${FAVORITES} ${CHANNEL}-itemName:eq(2)`, {text: "first"});
    expect(names()).toEqual(["second", "third", "first"]);
    await webContains(`${FAVORITE}:contains(third)`).dragAndDrop(
        `${FAVORITE}:contains(second)`
    );
    await contains(`${FAVORITES} ${CHANNEL}-itemName:eq(0)`, {text: "third"});
    expect.verifySteps([
        [second, third, first],
        [third, second, first],
    ]);
});

test("favourites are moved from their menu; a refusal puts them back", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createFavorite(pyEnv, "first", theme, 1);
    createFavorite(pyEnv, "second", theme, 2);
    createChannel(pyEnv, "office", theme);
    let refuse = false;
    onRpc("/discuss/channel/favorite/order", () => {
        if (refuse) {
            throw makeServerError({message: "Not now", type: "ValidationError"});
        }
    });
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 2});
    await clickAction("second", "Move Up");
    await contains(`${FAVORITES} ${CHANNEL}-itemName:eq(0)`, {text: "second"});
    await clickAction("second", "Move Down");
    await contains(`${FAVORITES} ${CHANNEL}-itemName:eq(0)`, {text: "first"});
    await click("[title='Channel Actions']", {parent: [CHANNEL, {text: "first"}]});
    await contains(".o-dropdown-item:contains('Move Down')");
    await contains(".o-dropdown-item:contains('Move Up')", {count: 0});
    await press("Escape");
    await click("[title='Channel Actions']", {parent: [CHANNEL, {text: "office"}]});
    await contains(".o-dropdown-item:contains('Add to Favorites')");
    await contains(".o-dropdown-item:contains('Move')", {count: 0});
    await press("Escape");
    refuse = true;
    expect.errors(1);
    await clickAction("second", "Move Up");
    await contains(".o_error_dialog", {text: "Not now"});
    await contains(`${FAVORITES} ${CHANNEL}-itemName:eq(0)`, {text: "first"});
    expect(names()).toEqual(["first", "second", "office"]);
    expect.verifyErrors(["RPC_ERROR"]);
});

test("favourites are moved with the keyboard, which stays where it was", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createFavorite(pyEnv, "first", theme, 1);
    createFavorite(pyEnv, "second", theme, 2);
    createFavorite(pyEnv, "third", theme, 3);
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 3});
    const button = () => queryFirst(`${CHANNEL}:contains(third) .o-dropdown`);
    /** Open the menu that has the focus, and go down to this action. */
    const choose = async (action) => {
        await press("Enter");
        await contains(".o-dropdown-item:contains('Remove from Favorites')");
        const item = `.o-dropdown-item.focus:contains('${action}')`;
        for (let step = 0; !queryFirst(item) && step < 10; step++) {
            await press("ArrowDown");
            await animationFrame();
        }
        await press("Enter");
        await contains(".o-dropdown-item", {count: 0});
        await animationFrame();
    };
    queryFirst(`${CHANNEL}:contains(third)`).focus();
    await press("Tab");
    expect(button()).toBeFocused();
    expect(button()).toBeVisible();
    await choose("Move Up");
    expect(names()).toEqual(["first", "third", "second"]);
    expect(button()).toBeFocused();
    await choose("Move Up");
    expect(names()).toEqual(["third", "first", "second"]);
    expect(button()).toBeFocused();
    await choose("Move Down");
    expect(names()).toEqual(["first", "third", "second"]);
    expect(button()).toBeFocused();
});

test("what another screen does is seen at once", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const channelId = createChannel(pyEnv, "office", theme);
    const [memberId] = pyEnv["discuss.channel.member"].search([
        ["channel_id", "=", channelId],
    ]);
    createFavorite(pyEnv, "annex", theme, 2);
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {text: "annex"});
    pyEnv["discuss.channel.member"].write([memberId], {
        favorite_sequence: 1,
        is_favorite: true,
    });
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 2});
    expect(names()).toEqual(["office", "annex"]);
});

test("favourites fold, and still tell what is for the user", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createFavorite(pyEnv, "board", theme, 1, {
        unread: 2,
        values: {channel_type: "group"},
    });
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {text: "board"});
    await click(`${CATEGORY} [name='toggler'][aria-expanded='true']`);
    await contains(`${CATEGORY} [name='toggler'][aria-expanded='false']`);
    await contains(`${FAVORITES} ${CHANNEL}`, {count: 0});
    await contains(`${CATEGORY} .badge`, {text: "1"});
    const isOpen = () =>
        pyEnv["res.users.settings"][0].is_discuss_sidebar_category_favorite_open;
    expect(isOpen()).toBe(false);
    await click(`${CATEGORY} [name='toggler']`);
    await contains(`${CATEGORY} [name='toggler'][aria-expanded='true']`);
    await contains(`${FAVORITES} ${CHANNEL}`, {text: "board"});
    expect(isOpen()).toBe(true);
});

test("a favourite that time took out of the list stays", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const officeId = createChannel(pyEnv, "office", theme);
    for (const name of ["kept", "forgotten"]) {
        createChannel(pyEnv, name, theme, {
            member: {
                is_favorite: name === "kept",
                last_interest_dt: "2020-01-01 00:00:00",
                unpin_dt: "2100-01-01 00:00:00",
            },
            values: {
                last_interest_dt: "2020-01-01 00:00:00",
                parent_channel_id: officeId,
            },
        });
    }
    await start();
    await openDiscuss();
    await contains(`${FAVORITES} ${CHANNEL}`, {text: "kept"});
    await contains(".o-mail-DiscussSidebarSubchannel", {count: 0});
});
