import {
    createOthers,
    defineDiscussCatalogueModels,
    NAME,
    openCatalogue,
    ROW,
    rowOf,
    SEARCH,
    shownNames,
    THEME,
    TOTAL,
} from "@discuss_catalogue/../tests/discuss_catalogue_test_helpers";

import {createChannel} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    click,
    contains,
    insertText,
    onRpcAfter,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, press, queryAllTexts, queryOne, test} from "@odoo/hoot";
import {animationFrame, Deferred} from "@odoo/hoot-mock";

import {mockService, onRpc, serverState} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussCatalogueModels();

function createThemes(pyEnv) {
    const [company, quality] = pyEnv["discuss.theme"].create([
        {description: "What concerns us all", name: "Company", sequence: 1},
        {name: "Quality", sequence: 2},
    ]);
    const news = pyEnv["discuss.theme"].create({name: "News", parent_id: company});
    return {company, news, quality};
}

test("a row says what one needs to know before joining", async () => {
    const pyEnv = await startServer();
    const {news} = createThemes(pyEnv);
    createOthers(pyEnv, ["journal"], news, {description: "What is new"});
    createChannel(pyEnv, "salaries", false, {values: {channel_type: "group"}});
    await start();
    await openCatalogue();
    await contains(ROW, {count: 2});
    await contains(`${rowOf("journal")}:contains(What is new)`);
    await contains(`${rowOf("journal")}:contains(Company / News)`);
    await contains(`${rowOf("journal")}:contains(1 member)`);
    await contains(`${rowOf("journal")} [title='Public']`);
    await contains(`${rowOf("journal")}:not(:contains(You are in)) [name='member']`, {
        text: "Join",
    });
    await contains(`${rowOf("journal")} [name='favorite']`, {count: 0});
    await contains(`${rowOf("salaries")} [title='Private']`);
    await contains(`${rowOf("salaries")}:contains(You are in) [name='member']`, {
        text: "Leave",
    });
    await contains(`${rowOf("salaries")} [name='favorite'][aria-pressed='false']`);
    await contains(TOTAL, {text: "2 channels"});
});

test("names are text, whatever is in them", async () => {
    const pyEnv = await startServer();
    const name = "<b>bold</b> \u202Eesrever";
    createOthers(pyEnv, [name], false, {
        description: "<img src='x' onerror='alert()'>",
    });
    await start();
    await openCatalogue();
    await contains(ROW);
    expect(queryOne(`${NAME} bdi`).textContent).toBe(name);
    expect(`${ROW} :is(b, img)`).toHaveCount(0);
});

test("themes count what is in them and below, and narrow the list", async () => {
    const pyEnv = await startServer();
    const {company, news, quality} = createThemes(pyEnv);
    createOthers(pyEnv, ["journal"], news);
    createOthers(pyEnv, ["office"], company);
    createOthers(pyEnv, ["hidden"], false);
    await start();
    await openCatalogue();
    await contains(ROW, {count: 3});
    expect(queryAllTexts(THEME)).toEqual([
        "All channels\n3",
        "Company\n2",
        "News\n1",
        "Quality\n0",
        "Other channels\n1",
    ]);
    await click(THEME, {text: "Company"});
    await contains(ROW, {count: 2});
    await contains(`${THEME}[aria-current='true']`, {text: "Company"});
    await contains(".o-discuss_catalogue-description", {text: "What concerns us all"});
    await contains(TOTAL, {text: "2 channels"});
    await click(THEME, {text: "Other channels"});
    await contains(TOTAL, {text: "1 channel"});
    expect(shownNames()).toEqual(["hidden"]);
    // from elsewhere in Discuss
    await openCatalogue({default_theme_id: quality});
    await contains(`${THEME}[aria-current='true']`, {text: "Quality"});
    await contains("h2", {text: "No channel here yet"});
    await click("button", {text: "Show All Channels"});
    await contains(ROW, {count: 3});
});

test("what is searched for is found a moment after the last letter", async () => {
    const pyEnv = await startServer();
    createOthers(pyEnv, ["journal", "office", "trade fair"], false);
    createOthers(pyEnv, ["old"], false, {is_closed: true, outcome: "The fair is over"});
    await start();
    await openCatalogue();
    await contains(ROW, {count: 3});
    expect(SEARCH).toBeFocused();
    await insertText(SEARCH, "FAIR");
    await contains(ROW, {count: 2});
    expect(shownNames()).toEqual(["trade fair", "old"]);
    await contains(`${rowOf("old")} .badge`, {text: "Closed"});
    await contains(`${rowOf("old")}:contains(The fair is over)`);
    await contains(`${rowOf("old")} [name='member']`, {count: 0});
    await contains(TOTAL, {text: "2 channels"});
    await press("Escape");
    await contains(ROW, {count: 3});
    await contains(SEARCH, {value: ""});
});

test("where nothing is found, one makes the channel", async () => {
    const pyEnv = await startServer();
    const {news} = createThemes(pyEnv);
    createOthers(pyEnv, ["journal"], news);
    await start();
    await openCatalogue({catalogue_search: "Spring fair", default_theme_id: news});
    await contains("h2", {text: "No channel with these words"});
    await contains(TOTAL, {text: "0 channels"});
    await click("button", {text: "Create “Spring fair”"});
    await contains("#o-discuss_theme-name", {value: "Spring fair"});
    expect(Number(queryOne("#o-discuss_theme-theme").value)).toBe(news);
});

test("filters add up, and those that exclude each other take turns", async () => {
    const pyEnv = await startServer();
    const {company, news} = createThemes(pyEnv);
    createChannel(pyEnv, "mine", company);
    createOthers(pyEnv, ["journal"], news);
    createOthers(pyEnv, ["office"], company);
    createOthers(pyEnv, ["old"], company, {is_closed: true});
    await start();
    await openCatalogue();
    await contains(ROW, {count: 3});
    await click("[name='joined'][aria-pressed='false']");
    await contains(ROW, {count: 1});
    await contains("[name='joined'][aria-pressed='true']");
    expect(shownNames()).toEqual(["mine"]);
    await click("[name='not_joined']");
    await contains(ROW, {count: 2});
    await contains("[name='joined'][aria-pressed='false']");
    await click("[name='my_themes']");
    await contains(rowOf("journal"), {count: 0});
    expect(shownNames()).toEqual(["office"]);
    await click("[name='my_themes']");
    await click("[name='not_joined']");
    await click("[name='closed']");
    await contains(rowOf("old"));
    expect(shownNames()).toEqual(["old"]);
});

test("where filters leave nothing, it is said why", async () => {
    const pyEnv = await startServer();
    createChannel(pyEnv, "mine", false);
    await start();
    await openCatalogue();
    await contains(ROW, {count: 1});
    for (const [filter, title] of [
        ["not_joined", "You have joined everything here"],
        ["closed", "No closed channel here"],
        ["busy", "No channel fits these filters"],
    ]) {
        await click(`[name='${filter}']`);
        await contains("h2", {text: title});
        await click("button", {text: "Show All Channels"});
        await contains(ROW, {count: 1});
    }
    await click(`${ROW} [name='member']`);
    await click("[name='joined']");
    await contains("h2", {text: "You have not joined any channel here"});
});

test("the list is sorted as one likes", async () => {
    const pyEnv = await startServer();
    createOthers(pyEnv, ["b", "c", "a"], false);
    await start();
    await openCatalogue();
    await contains(ROW, {count: 3});
    expect(shownNames()).toEqual(["b", "c", "a"]);
    const select = queryOne("[aria-label='Sort by']");
    for (const [order, names] of [
        ["name", ["a", "b", "c"]],
        ["newest", ["a", "c", "b"]],
    ]) {
        select.value = order;
        select.dispatchEvent(new Event("change"));
        await contains(`${ROW}:nth-child(2):contains(/^${names[1]}/)`);
        expect(shownNames()).toEqual(names);
    }
});

test("one joins, stars and leaves a public channel on the spot", async () => {
    const pyEnv = await startServer();
    const [channelId] = createOthers(pyEnv, ["journal"], false);
    await start();
    await openCatalogue();
    await click(`${ROW} [name='member']`, {text: "Join"});
    await contains(`${ROW} [name='member']`, {text: "Leave"});
    await contains(`${ROW}:contains(You are in):contains(2 members)`);
    await contains("[role='status']", {text: "You have joined “journal”."});
    const [memberId] = pyEnv["discuss.channel.member"].search([
        ["channel_id", "=", channelId],
        ["partner_id", "=", serverState.partnerId],
    ]);
    await click("[name='favorite'][aria-pressed='false']");
    await contains("[name='favorite'][aria-pressed='true']");
    expect(pyEnv["discuss.channel.member"].browse(memberId)[0].is_favorite).toBe(true);
    await click(`${ROW} [name='member']`, {text: "Leave"});
    await contains(`${ROW} [name='member']`, {text: "Join"});
    await contains(`${ROW}:contains(1 member)`);
    await contains("[name='favorite']", {count: 0});
    await contains("[role='status']", {text: "You have left “journal”."});
    const [channel] = pyEnv["discuss.channel"].browse(channelId);
    expect(channel.channel_member_ids).not.toInclude(memberId);
});

test("joining holds whatever list comes late", async () => {
    const pyEnv = await startServer();
    createOthers(pyEnv, ["journal", "office"], false);
    let slow = Promise.resolve();
    onRpc("discuss.channel", "get_catalogue", async ({parent}) => {
        const catalogue = parent();
        await slow;
        return catalogue;
    });
    await start();
    await openCatalogue();
    await contains(ROW, {count: 2});
    const beforeJoining = new Deferred();
    slow = beforeJoining;
    await click("[name='not_joined']");
    await contains("[name='not_joined'][aria-pressed='true']");
    await click("[name='not_joined']");
    slow = Promise.resolve();
    await click(`${rowOf("journal")} [name='member']`);
    await contains(`${rowOf("journal")}:contains(You are in):contains(2 members)`);
    beforeJoining.resolve();
    await animationFrame();
    await contains(`${rowOf("journal")}:contains(You are in):contains(2 members)`);
});

test("joining counts once, when a list comes before the answer", async () => {
    const pyEnv = await startServer();
    createOthers(pyEnv, ["journal"], false);
    const answer = new Deferred();
    onRpcAfter("/discuss/channel/join", () => answer);
    await start();
    await openCatalogue();
    await click(`${ROW} [name='member']`, {text: "Join"});
    await click(THEME, {text: "All channels"});
    await contains(`${ROW}:contains(You are in):contains(2 members)`);
    answer.resolve();
    await contains("[role='status']", {text: "You have joined “journal”."});
    await contains(`${ROW}:contains(You are in):contains(2 members)`);
});

test("a star that changes elsewhere changes here", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "office", false);
    await start();
    await openCatalogue();
    await click("[name='favorite'][aria-pressed='false']");
    await contains("[name='favorite'][aria-pressed='true']");
    const [memberId] = pyEnv["discuss.channel.member"].search([
        ["channel_id", "=", channelId],
    ]);
    pyEnv["discuss.channel.member"].write([memberId], {is_favorite: false});
    await contains("[name='favorite'][aria-pressed='false']");
});

test("leaving a private channel is asked about, and takes it away", async () => {
    const pyEnv = await startServer();
    for (const name of ["first", "second"]) {
        createChannel(pyEnv, name, false, {values: {channel_type: "group"}});
    }
    await start();
    await openCatalogue();
    const select = queryOne("[aria-label='Sort by']");
    select.value = "name";
    select.dispatchEvent(new Event("change"));
    await contains(`${ROW}:first-child:contains(first)`);
    await click(`${rowOf("first")} [name='member']`);
    await contains(".modal:contains(“first” is private)");
    await click(".modal button", {text: "Stay"});
    await contains(".modal", {count: 0});
    expect(shownNames()).toEqual(["first", "second"]);
    await click(`${rowOf("first")} [name='member']`);
    await click(".modal button", {text: "Leave"});
    await contains(ROW, {count: 1});
    await contains(TOTAL, {text: "1 channel"});
    await contains(`${rowOf("second")} ${NAME}:focus`);
});

test("the keyboard is enough", async () => {
    const pyEnv = await startServer();
    const [, officeId] = createOthers(pyEnv, ["journal", "office", "fair"], false);
    mockService("action", {
        doAction(action) {
            if (action.tag === "mail.action_discuss") {
                expect.step(action.context.active_id);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await start();
    await openCatalogue();
    await contains(ROW, {count: 3});
    await press("ArrowDown");
    await contains(`${rowOf("journal")} ${NAME}:focus`);
    await press("End");
    await contains(`${rowOf("fair")} ${NAME}:focus`);
    await press("ArrowDown");
    await contains(`${rowOf("fair")} ${NAME}:focus`);
    await press("Home");
    await contains(`${rowOf("journal")} ${NAME}:focus`);
    await press("ArrowDown");
    await contains(`${rowOf("office")} ${NAME}:focus`);
    // one row alone is on the way of the Tab key
    await contains(`${rowOf("office")} [tabindex='0']`, {count: 2});
    expect(`${ROW} [tabindex='0']`).toHaveCount(2);
    await press("Tab");
    expect(`${rowOf("office")} [name='member']`).toBeFocused();
    await press("Enter");
    await contains(`${rowOf("office")}:contains(You are in)`);
    expect(`${rowOf("office")} [name='member']`).toBeFocused();
    await press("ArrowUp");
    await contains(`${rowOf("journal")} ${NAME}:focus`);
    await press("ArrowUp");
    await contains(`${SEARCH}:focus`);
    await press("ArrowDown");
    await contains(`${rowOf("journal")} ${NAME}:focus`);
    await press("ArrowDown");
    await contains(`${rowOf("office")} ${NAME}:focus`);
    await press("Enter");
    await expect.waitForSteps([`discuss.channel_${officeId}`]);
});

test("what does not fit on a page comes when asked for", async () => {
    const pyEnv = await startServer();
    const names = Array.from({length: 45}, (_, rank) => `channel ${rank}`);
    createOthers(pyEnv, names, false);
    await start();
    await openCatalogue();
    await contains(ROW, {count: 40});
    await contains(TOTAL, {text: "45 channels"});
    await click(".o-discuss_catalogue-more");
    await contains(ROW, {count: 45});
    await contains(".o-discuss_catalogue-more", {count: 0});
    // one goes on reading where the new ones begin
    await contains(`${ROW}:nth-child(41) ${NAME}:focus`);
    expect(new Set(shownNames()).size).toBe(45);
});

test("themes that change show at once", async () => {
    const pyEnv = await startServer();
    const {company, quality} = createThemes(pyEnv);
    createOthers(pyEnv, ["office"], company);
    await start();
    await openCatalogue({default_theme_id: quality});
    await contains("h2", {text: "No channel here yet"});
    const [channelId] = pyEnv["discuss.channel"].search([["name", "=", "office"]]);
    pyEnv["discuss.channel"].write([channelId], {theme_id: quality});
    pyEnv["discuss.theme"].write([quality], {name: "Excellence"});
    await contains(ROW, {count: 1});
    await contains(`${THEME}[aria-current='true']`, {text: "Excellence"});
    pyEnv["discuss.channel"].write([channelId], {theme_id: company});
    pyEnv["discuss.theme"].unlink([quality]);
    await contains(`${THEME}[aria-current='true']`, {text: "All channels"});
    await contains(ROW, {count: 1});
});
