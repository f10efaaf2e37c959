import {
    createChannel,
    defineDiscussThemeModels,
} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
    triggerHotkey,
} from "@mail/../tests/mail_test_helpers";

import {
    describe,
    expect,
    hover,
    press,
    queryAllTexts,
    queryFirst,
    test,
} from "@odoo/hoot";

import {makeServerError, mockService, onRpc} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussThemeModels();

const THEME = ".o-discuss_theme-Category";
const CHANNEL = ".o-mail-DiscussSidebarChannel";
const NAME = "#o-discuss_theme-name";
const SELECT = "#o-discuss_theme-theme";

function createThemes(pyEnv) {
    const [general, company] = pyEnv["discuss.theme"].create([
        {name: "General"},
        {name: "Company"},
    ]);
    const news = pyEnv["discuss.theme"].create({name: "News", parent_id: company});
    createChannel(pyEnv, "office", company);
    createChannel(pyEnv, "journal", news);
    return {general, company, news};
}

async function openFromTheme(theme) {
    await contains(`${THEME}:contains(${theme})`);
    await hover(`${THEME}:contains(${theme})`);
    await click(`${THEME}:contains(${theme}) [title='New channel here']`);
    await contains(NAME);
}

test("a channel is made in the theme from which one started", async () => {
    const pyEnv = await startServer();
    const {news} = createThemes(pyEnv);
    await start();
    await openDiscuss();
    await openFromTheme("News");
    expect(NAME).toBeFocused();
    expect(queryFirst(SELECT).selectedOptions[0].label.trim()).toBe("News");
    await contains(".btn-primary:disabled", {text: "Create Channel"});
    await insertText(NAME, "  Spring fair ");
    await insertText("#o-discuss_theme-description", "Who brings what");
    await click(".btn-primary:enabled", {text: "Create Channel"});
    await contains(`${CHANNEL}.o-active`, {text: "Spring fair"});
    await contains(NAME, {count: 0});
    const [channel] = pyEnv["discuss.channel"].search_read([
        ["name", "=", "Spring fair"],
    ]);
    expect(channel.theme_id[0]).toBe(news);
    expect(channel.description).toBe("Who brings what");
});

test("another theme can be chosen in the tree, with the keyboard alone", async () => {
    const pyEnv = await startServer();
    const {company} = createThemes(pyEnv);
    await start();
    await openDiscuss();
    await openFromTheme("News");
    expect(queryAllTexts(`${SELECT} option`)).toEqual(["Company", "News", "General"]);
    const [first, second] = queryFirst(SELECT).options;
    expect(second.label.length - second.label.trim().length).toBeGreaterThan(
        first.label.length - first.label.trim().length
    );
    await insertText(NAME, "Spring fair");
    const select = queryFirst(SELECT);
    select.value = String(company);
    select.dispatchEvent(new Event("change"));
    await press("Enter");
    await contains(`${CHANNEL}.o-active`, {text: "Spring fair"});
    const [channel] = pyEnv["discuss.channel"].search_read([
        ["name", "=", "Spring fair"],
    ]);
    expect(channel.theme_id[0]).toBe(company);
});

test("a refusal is told, and what was typed stays", async () => {
    const pyEnv = await startServer();
    createThemes(pyEnv);
    let refuse = true;
    onRpc("/mail/action", async (request) => {
        const {params} = await request.json();
        if (refuse && params.fetch_params[0][0] === "/discuss/create_channel") {
            throw makeServerError({
                message: "This theme does not exist.",
                type: "ValidationError",
            });
        }
    });
    await start();
    await openDiscuss();
    await openFromTheme("Company");
    await insertText(NAME, "Spring fair");
    await insertText("#o-discuss_theme-description", "Who brings what");
    await click(".btn-primary", {text: "Create Channel"});
    await contains("[role='alert']", {text: "This theme does not exist."});
    await contains(NAME, {value: "Spring fair"});
    await contains("#o-discuss_theme-description", {value: "Who brings what"});
    refuse = false;
    await click(".btn-primary", {text: "Create Channel"});
    await contains(`${CHANNEL}.o-active`, {text: "Spring fair"});
});

test("Escape closes the dialog, and makes nothing", async () => {
    const pyEnv = await startServer();
    createThemes(pyEnv);
    await start();
    await openDiscuss();
    await openFromTheme("Company");
    await insertText(NAME, "Spring fair");
    await press("Escape");
    await contains(NAME, {count: 0});
    expect(pyEnv["discuss.channel"].search_count([["name", "=", "Spring fair"]])).toBe(
        0
    );
});

test("the command palette opens the dialog with what was typed, in General", async () => {
    const pyEnv = await startServer();
    const {general} = createThemes(pyEnv);
    await start();
    await openDiscuss();
    await triggerHotkey("control+k");
    await insertText(".o_command_palette_search input", "@Spring fair");
    await click(".o-mail-DiscussCommand-createChannel");
    await contains(NAME, {value: "Spring fair"});
    expect(Number(queryFirst(SELECT).value)).toBe(general);
    await click(".btn-primary", {text: "Create Channel"});
    await contains(`${CHANNEL}.o-active`, {text: "Spring fair"});
});

test("browsing shows the channels of the theme, and of those below", async () => {
    const pyEnv = await startServer();
    const {company} = createThemes(pyEnv);
    mockService("action", {
        doAction(action) {
            if (action?.res_model === "discuss.channel") {
                expect.step(action.name);
                expect(action.domain).toEqual([
                    ["channel_type", "=", "channel"],
                    ["parent_channel_id", "=", false],
                    ["theme_id", "child_of", company],
                ]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await start();
    await openDiscuss();
    await contains(`${THEME}:contains(Company)`);
    await hover(`${THEME}:contains(Company)`);
    await click(`${THEME}:contains(Company) [title='Browse channels']`);
    expect.verifySteps(["Channels: Company"]);
});
