import {defineDiscussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";
import {
    MORE,
    startWithWorkingSet,
} from "@discuss_working_set/../tests/working_set_test_helpers";

import {click, contains, patchUiSize, SIZES} from "@mail/../tests/mail_test_helpers";

import {describe, expect, test} from "@odoo/hoot";

describe.current.tags("mobile");
defineDiscussThemeModels();

const ITEM = ".o-mail-NotificationItem";
const TAB = ".o-mail-MessagingMenu-tab";

test("on a phone, each list of conversations has a line for more", async () => {
    patchUiSize({size: SIZES.SM});
    const {first, group, quiet, second, server, unread} = await startWithWorkingSet();
    await click(TAB, {text: "Channels"});
    await contains(ITEM, {count: 2});
    await contains(`.o-mail-MessagingMenu-list > ${MORE}:last-child`, {text: "2 more"});
    server.more = [unread, quiet];
    await click(MORE);
    await contains(ITEM, {count: 4});
    await contains(MORE, {count: 0});
    const [request] = server.asked.filter(([name]) => name.endsWith("/more"));
    expect({...request[1], known_ids: request[1].known_ids.sort()}).toEqual({
        channel_type: "channel",
        in_any_theme: true,
        known_ids: [first, second],
    });
    await click(TAB, {text: "Chats"});
    await contains(ITEM, {count: 0});
    await contains(MORE, {text: "1 more"});
    server.more = [group];
    await click(MORE);
    await contains(ITEM, {text: "group"});
    await contains(MORE, {count: 0});
});

test("nobody looks for more among notifications", async () => {
    patchUiSize({size: SIZES.SM});
    await startWithWorkingSet();
    await contains(TAB, {text: "Notifications"});
    await contains(MORE, {count: 0});
});
