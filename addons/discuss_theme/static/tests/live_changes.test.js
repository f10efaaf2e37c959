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

import {describe, expect, queryAllTexts, test} from "@odoo/hoot";
import {animationFrame, Deferred} from "@odoo/hoot-mock";

import {
    asyncStep,
    getService,
    onRpc,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussThemeModels();

const THEME = ".o-discuss_theme-Category";
const CHANNEL = ".o-mail-DiscussSidebarChannel";

test("a channel moves to another theme without a reload", async () => {
    const pyEnv = await startServer();
    const [a, b] = pyEnv["discuss.theme"].create([{name: "Alpha"}, {name: "Beta"}]);
    const channelId = createChannel(pyEnv, "office", a, {unread: 1});
    await start();
    await openDiscuss();
    await contains(`${THEME}:contains(Alpha) + div ${CHANNEL}`, {text: "office"});
    pyEnv["discuss.channel"].write([channelId], {theme_id: b});
    await contains(`${THEME}:contains(Beta) + div ${CHANNEL}`, {text: "office"});
    await contains(`${THEME}:contains(Beta) .badge`, {text: "1"});
    await contains(`${THEME}:contains(Alpha) .badge`, {count: 0});
});

test("themes change, come and go without a reload", async () => {
    const pyEnv = await startServer();
    const [a, b] = pyEnv["discuss.theme"].create([{name: "Alpha"}, {name: "Beta"}]);
    createChannel(pyEnv, "office", b);
    await start();
    await openDiscuss();
    await contains(CHANNEL, {text: "office"});
    pyEnv["discuss.theme"].write([a], {icon: "fa-flask", name: "Omega", sequence: 99});
    await contains(`${THEME}:contains(Omega) .fa-flask`);
    expect(queryAllTexts(THEME)).toEqual(["Beta", "Omega"]);
    pyEnv["discuss.theme"].create({name: "Gamma"});
    await contains(THEME, {text: "Gamma"});
    pyEnv["discuss.theme"].write([b], {parent_id: a});
    await contains(`${THEME}.o-discuss_theme-indent-1`, {text: "Beta"});
    expect(queryAllTexts(THEME)).toEqual(["Gamma", "Omega", "Beta"]);
    // no longer visible to the user
    pyEnv["discuss.theme"].write([b], {active: false});
    await contains(THEME, {text: "Beta", count: 0});
    await contains(CHANNEL, {text: "office"});
    pyEnv["discuss.theme"].write([b], {active: true});
    await contains(`${THEME}:contains(Beta) + div ${CHANNEL}`, {text: "office"});
});

test("many changes at once make one request", async () => {
    const pyEnv = await startServer();
    const ids = pyEnv["discuss.theme"].create([
        {name: "Alpha"},
        {name: "Beta"},
        {name: "Gamma"},
    ]);
    onRpc("/mail/data", async (request) => {
        const {params} = await request.json();
        if (params.fetch_params.some((name) => name === "discuss.theme")) {
            asyncStep("themes");
        }
    });
    await start();
    await openDiscuss();
    await contains(THEME, {count: 3});
    ids.forEach((id, index) =>
        pyEnv["discuss.theme"].write([id], {sequence: 30 - index})
    );
    await contains(`${THEME}:eq(0)`, {text: "Gamma"});
    await waitForSteps(["themes"]);
});

test("who leaves a channel goes on with another one of the theme", async () => {
    const pyEnv = await startServer();
    const [a, b] = pyEnv["discuss.theme"].create([{name: "Alpha"}, {name: "Beta"}]);
    createChannel(pyEnv, "office", a);
    const channelId = createChannel(pyEnv, "one", b);
    createChannel(pyEnv, "two", b);
    await start();
    await openDiscuss(channelId);
    await contains(`${CHANNEL}.o-active`, {text: "one"});
    await click("[title='Channel Actions']", {parent: [CHANNEL, {text: "one"}]});
    await click(".o-dropdown-item:contains('Leave Channel')");
    await click("button", {text: "Leave Conversation"});
    await contains(`${CHANNEL}.o-active`, {text: "two"});
    await contains(CHANNEL, {text: "one", count: 0});
});

test("what was asked for before a change does not undo it", async () => {
    const pyEnv = await startServer();
    const [a, b] = pyEnv["discuss.theme"].create([{name: "Alpha"}, {name: "Beta"}]);
    const channelId = createChannel(pyEnv, "office", a);
    await start();
    await openDiscuss();
    await contains(`${THEME}:contains(Alpha) + div ${CHANNEL}`, {text: "office"});
    const late = new Deferred();
    onRpc("/mail/data", async () => {
        asyncStep("asked");
        await late;
        return {"discuss.channel": [{id: channelId, name: "office", theme_id: a}]};
    });
    const answer = getService("mail.store").fetchChannel(channelId);
    await waitForSteps(["asked"]);
    pyEnv["discuss.channel"].write([channelId], {name: "workplace", theme_id: b});
    await contains(`${THEME}:contains(Beta) + div ${CHANNEL}`, {text: "workplace"});
    late.resolve();
    await answer;
    await animationFrame();
    await contains(`${THEME}:contains(Beta) + div ${CHANNEL}`, {text: "workplace"});
    await contains(`${THEME}:contains(Alpha) + div ${CHANNEL}`, {count: 0});
});
