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

import {describe, expect, queryAll, queryAllTexts, test} from "@odoo/hoot";

import {Command, getService, serverState} from "@web/../tests/web_test_helpers";

import {rpc} from "@web/core/network/rpc";

describe.current.tags("desktop");
defineDiscussThemeModels();

const CATEGORY = ".o-mail-DiscussSidebarCategory";
const THEME = ".o-discuss_theme-Category";
const CHANNEL = ".o-mail-DiscussSidebarChannel";

/** General, and Company > News, Staff > Leave; each with a channel but General. */
function createTree(pyEnv) {
    const [general, company] = pyEnv["discuss.theme"].create([
        {name: "General", sequence: 5},
        {name: "Company"},
    ]);
    const [staff, news] = pyEnv["discuss.theme"].create([
        {name: "Staff", parent_id: company, sequence: 2},
        {name: "News", parent_id: company, sequence: 1},
    ]);
    const leave = pyEnv["discuss.theme"].create({name: "Leave", parent_id: staff});
    createChannel(pyEnv, "office", company);
    createChannel(pyEnv, "journal", news);
    createChannel(pyEnv, "summer", leave);
    return {general, company, staff, news, leave};
}

test("themes are a tree, in the order of the administrator and then of the names", async () => {
    const pyEnv = await startServer();
    createTree(pyEnv);
    pyEnv["discuss.theme"].create([{name: "Archives", sequence: 20}, {name: "Aid"}]);
    await start();
    await openDiscuss();
    await contains(CHANNEL, {count: 3});
    expect(queryAllTexts(THEME)).toEqual([
        "General",
        "Aid",
        "Company",
        "News",
        "Staff",
        "Leave",
        "Archives",
    ]);
    const starts = queryAll(`${THEME} .o-discuss_theme-Category-icon`).map(
        (el) => el.getBoundingClientRect().left
    );
    expect(starts[2]).toBeLessThan(starts[3]);
    expect(starts[3]).toBe(starts[4]);
    expect(starts[4]).toBeLessThan(starts[5]);
});

test("a theme below another one shows when there is something to find in it", async () => {
    const pyEnv = await startServer();
    const {company, leave} = createTree(pyEnv);
    pyEnv["discuss.theme"].create([
        {name: "Nothing of mine", parent_id: company},
        {name: "Nothing below", parent_id: leave},
    ]);
    await start();
    await openDiscuss();
    await contains(THEME, {text: "Leave"});
    await contains(THEME, {count: 5});
    await contains(THEME, {text: "Nothing", count: 0});
});

test("channels and groups stand under their theme, direct messages do not", async () => {
    const pyEnv = await startServer();
    const {company} = createTree(pyEnv);
    createChannel(pyEnv, "annex", company);
    createChannel(pyEnv, "private", company, {values: {channel_type: "group"}});
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
    await contains(`${CATEGORY}:contains(Direct messages) + div ${CHANNEL}`, {
        text: "Mario",
    });
    const threads =
        getService("mail.store")["discuss.theme"].get(company).appCategory.threads;
    expect(threads.map((thread) => thread.displayName)).toEqual([
        "annex",
        "office",
        "private",
    ]);
    await contains(`${CATEGORY}:contains(Channels)`, {count: 0});
});

test("what is in a theme that one may not see stays in stock's category", async () => {
    const pyEnv = await startServer();
    createTree(pyEnv);
    const secret = pyEnv["discuss.theme"].create({name: "Secret", active: false});
    createChannel(pyEnv, "whispers", secret);
    await start();
    await openDiscuss();
    await contains(`${CATEGORY}:contains(Channels) + div ${CHANNEL}`, {
        text: "whispers",
    });
    await contains(THEME, {text: "Secret", count: 0});
});

test("what is unread comes first in a theme, then the names decide", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createChannel(pyEnv, "alpha", theme);
    const mutedId = createChannel(pyEnv, "muted", theme, {unread: 1});
    createChannel(pyEnv, "zulu", theme, {unread: 1});
    const parentId = createChannel(pyEnv, "parent", theme);
    createChannel(pyEnv, "thread", theme, {
        unread: 1,
        values: {parent_channel_id: parentId},
    });
    await start();
    await openDiscuss();
    await contains(CHANNEL, {count: 4});
    await rpc("/discuss/settings/mute", {channel_id: mutedId, minutes: -1});
    await contains(`${CHANNEL}-itemName:eq(3)`, {text: "muted"});
    expect(queryAllTexts(`${CHANNEL}-itemName`)).toEqual([
        "parent",
        "zulu",
        "alpha",
        "muted",
    ]);
    await contains(
        `${CHANNEL}-container:contains(parent) .o-mail-DiscussSidebarSubchannel`,
        {text: "thread"}
    );
    await click(CHANNEL, {text: "zulu"});
    await contains(`${CHANNEL}-itemName:eq(1)`, {text: "alpha"});
    expect(queryAllTexts(`${CHANNEL}-itemName`)).toEqual([
        "parent",
        "alpha",
        "muted",
        "zulu",
    ]);
});

test("which themes are folded is kept on the server", async () => {
    const pyEnv = await startServer();
    const {company, staff} = createTree(pyEnv);
    pyEnv["res.users.settings"].create({
        discuss_theme_folded_ids: [staff],
        user_id: serverState.userId,
    });
    await start();
    await openDiscuss();
    await contains(`${THEME}:contains(Staff) [aria-expanded='false']`);
    await contains(CHANNEL, {count: 2});
    await click(`${THEME}:contains(Company) [name='toggler']`);
    await contains(CHANNEL, {count: 0});
    const [{id, discuss_theme_folded_ids: folded}] = pyEnv["res.users.settings"];
    expect(folded).toEqual([staff, company]);
    // from another machine of the same person
    pyEnv["res.users.settings"].set_discuss_theme_folded([id], company, false);
    await contains(`${THEME}:contains(Company) [aria-expanded='true']`);
    await contains(CHANNEL, {count: 2});
});

test("a closed theme hides what is below, save the channel that is open", async () => {
    const pyEnv = await startServer();
    createTree(pyEnv);
    await start();
    await openDiscuss();
    await contains(CHANNEL, {count: 3});
    const toggler = `${THEME}:contains(Company) [name='toggler']`;
    await contains(`${toggler}[aria-expanded='true']`);
    await click(toggler);
    await contains(`${toggler}[aria-expanded='false']`);
    await contains(CHANNEL, {count: 0});
    await contains(THEME, {count: 2});
    await click(toggler);
    await click(CHANNEL, {text: "summer"});
    await contains(`${CHANNEL}.o-active`, {text: "summer"});
    await click(toggler);
    await contains(CHANNEL, {count: 1});
    await contains(`${THEME}:contains(Leave) + div ${CHANNEL}.o-active`, {
        text: "summer",
    });
    await contains(THEME, {text: "Staff", count: 0});
});
