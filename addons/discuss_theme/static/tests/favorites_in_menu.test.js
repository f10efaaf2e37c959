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

import {describe, expect, queryAllTexts, test} from "@odoo/hoot";

import {onRpc} from "@web/../tests/web_test_helpers";

describe.current.tags("mobile");
defineDiscussThemeModels();

const ITEM = ".o-mail-NotificationItem";

test("on a phone, favourites stand on top, in their order, unread or not", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const favorite = (rank) => ({
        member: {favorite_sequence: rank, is_favorite: true},
    });
    createChannel(pyEnv, "second", theme, favorite(2));
    createChannel(pyEnv, "first", theme, favorite(1));
    createChannel(pyEnv, "loud", theme, {unread: 3});
    patchUiSize({size: SIZES.SM});
    await start();
    await openDiscuss();
    await click(".o-mail-MessagingMenu-tab", {text: "Channels"});
    await contains(`${ITEM}:eq(0)`, {text: "first"});
    await contains(`${ITEM}:eq(1)`, {text: "second"});
    await contains(`${ITEM}:eq(2)`, {text: "loud"});
    await contains(`${ITEM} [aria-label='Favorite']`, {count: 2});
});

test("on a phone, a favourite is moved among those of its tab", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    const favorite = (rank) => ({
        member: {favorite_sequence: rank, is_favorite: true},
    });
    const first = createChannel(pyEnv, "first", theme, favorite(1));
    const group = createChannel(pyEnv, "board", theme, {
        ...favorite(2),
        values: {channel_type: "group"},
    });
    const second = createChannel(pyEnv, "second", theme, favorite(3));
    onRpc("/discuss/channel/favorite/order", async (request) => {
        const {params} = await request.json();
        expect.step(params.channel_ids);
    });
    patchUiSize({size: SIZES.SM});
    await start();
    await openDiscuss();
    await click(".o-mail-MessagingMenu-tab", {text: "Channels"});
    await contains(`${ITEM}:eq(0)`, {text: "first"});
    await click(ITEM, {text: "second"});
    await contains(".o-mail-ChatWindow .o-mail-Composer");
    await contains(".o-mail-ChatWindow .o-mail-Thread");
    await click(".o-mail-ChatWindow-moreActions");
    await contains(".o-dropdown-item", {text: "Remove from Favorites"});
    const moves = () =>
        queryAllTexts(".o-dropdown-item").filter((text) => text.startsWith("Move"));
    expect(moves()).toEqual(["Move Up"]);
    await click(".o-dropdown-item", {text: "Move Up"});
    await expect.waitForSteps([[second, first, group]]);
    await contains(".o-dropdown-item", {count: 0});
    await click(".o-mail-ChatWindow-moreActions");
    await contains(".o-dropdown-item", {text: "Remove from Favorites"});
    expect(moves()).toEqual(["Move Down"]);
});

test("among notifications, what is new comes first", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createChannel(pyEnv, "kept", theme, {
        member: {favorite_sequence: 1, is_favorite: true},
    });
    createChannel(pyEnv, "loud", theme, {unread: 3});
    patchUiSize({size: SIZES.SM});
    await start();
    await openDiscuss();
    await contains(`${ITEM}:eq(0)`, {text: "loud"});
});
