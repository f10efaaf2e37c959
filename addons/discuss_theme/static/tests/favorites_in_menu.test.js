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
