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
    queryAll,
    queryAllTexts,
    queryFirst,
    test,
} from "@odoo/hoot";

import {
    makeServerError,
    mockService,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussThemeModels();

const THEME = ".o-discuss_theme-Category";
const CHANNEL = ".o-mail-DiscussSidebarChannel";
const NAME = "#o-discuss_theme-name";
const SELECT = "#o-discuss_theme-theme";
const KIND = ".o-discuss_theme-kind";
const PEOPLE = ".modal .o_multi_record_selector input";

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

test("what each kind means is said, and public is proposed", async () => {
    const pyEnv = await startServer();
    createThemes(pyEnv);
    await start();
    await openDiscuss();
    await openFromTheme("Company");
    await contains("legend", {text: "Who is it for?"});
    await contains(KIND, {count: 3});
    await contains(`${KIND}:has(:checked):contains(All employees find it and read it)`);
    for (const radio of queryAll(`${KIND} input`)) {
        const text = queryFirst(`#${radio.getAttribute("aria-describedby")}`);
        expect(text).toHaveText(/\S/);
    }
    await contains("#o-discuss_theme-group", {count: 0});
});

test("a private channel is made with the people that one has chosen", async () => {
    const pyEnv = await startServer();
    const {company} = createThemes(pyEnv);
    const partnerId = pyEnv["res.partner"].create({name: "Bea Buyer"});
    pyEnv["res.users"].create({name: "Bea Buyer", partner_id: partnerId});
    await start();
    await openDiscuss();
    await openFromTheme("Company");
    await insertText(NAME, "Surprise party");
    await click(`${KIND} input[value='private']`);
    await contains(PEOPLE);
    expect(queryFirst(PEOPLE)).toHaveAttribute(
        "aria-labelledby",
        "o-discuss_theme-people-label"
    );
    await insertText(PEOPLE, "Bea");
    await contains(".o-autocomplete--dropdown-item", {text: "Bea Buyer"});
    await press("Enter");
    await contains(".o_tag", {text: "Bea Buyer"});
    await contains(NAME);
    await click(".btn-primary", {text: "Create Channel"});
    await contains(`${CHANNEL}.o-active`, {text: "Surprise party"});
    const [channel] = pyEnv["discuss.channel"].search_read([
        ["name", "=", "Surprise party"],
    ]);
    expect(channel.channel_type).toBe("group");
    expect(channel.theme_id[0]).toBe(company);
    const members = pyEnv["discuss.channel.member"].search_read([
        ["channel_id", "=", channel.id],
    ]);
    expect(members.map((member) => member.partner_id[0]).sort()).toEqual(
        [serverState.partnerId, partnerId].sort()
    );
});

test("a restricted channel needs a group, of those one is in", async () => {
    const pyEnv = await startServer();
    createThemes(pyEnv);
    const [payroll, sales] = pyEnv["res.groups"].create([
        {name: "Payroll"},
        {name: "Sales"},
    ]);
    onRpc("discuss.channel", "get_restriction_groups", () => [
        {id: payroll, name: "Payroll"},
        {id: sales, name: "Sales"},
    ]);
    onRpc("/mail/action", async (request) => {
        const {params} = await request.json();
        const [name, values] = params.fetch_params[0];
        if (name === "/discuss/create_channel") {
            expect.step([values.kind, values.group_id]);
        }
    });
    await start();
    await openDiscuss();
    await openFromTheme("Company");
    await insertText(NAME, "Salaries");
    await click(`${KIND} input[value='restricted']`);
    await contains("#o-discuss_theme-group option", {count: 3});
    await contains(".btn-primary:disabled", {text: "Create Channel"});
    const select = queryFirst("#o-discuss_theme-group");
    select.value = String(sales);
    select.dispatchEvent(new Event("change"));
    await click(".btn-primary:enabled", {text: "Create Channel"});
    await contains(NAME, {count: 0});
    expect.verifySteps([["restricted", sales]]);
});

test("who is in no group cannot restrict a channel", async () => {
    const pyEnv = await startServer();
    createThemes(pyEnv);
    onRpc("discuss.channel", "get_restriction_groups", () => []);
    await start();
    await openDiscuss();
    await openFromTheme("Company");
    await insertText(NAME, "Salaries");
    await click(`${KIND} input[value='restricted']`);
    await contains(".modal p:contains(You are in no group of users)");
    await contains(".btn-primary:disabled", {text: "Create Channel"});
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

test("browsing leads to the channels of the theme", async () => {
    const pyEnv = await startServer();
    const {company} = createThemes(pyEnv);
    mockService("action", {
        doAction(action, options) {
            // another module may put its own screen here
            const context = action?.context ?? options?.additionalContext;
            if (context?.default_theme_id) {
                expect.step(context.default_theme_id);
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
    expect.verifySteps([company]);
});
