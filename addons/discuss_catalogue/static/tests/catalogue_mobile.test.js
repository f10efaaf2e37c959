import {
    createOthers,
    defineDiscussCatalogueModels,
    NAME,
    openCatalogue,
    ROW,
    THEME,
} from "@discuss_catalogue/../tests/discuss_catalogue_test_helpers";

import {
    click,
    contains,
    openDiscuss,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, queryAllTexts, queryOne, test} from "@odoo/hoot";

import {mockService} from "@web/../tests/web_test_helpers";

describe.current.tags("mobile");
defineDiscussCatalogueModels();

const SELECT = ".o-discuss_catalogue-themeSelect";

test("on a phone, themes are chosen from a list, and nothing is too wide", async () => {
    const pyEnv = await startServer();
    const company = pyEnv["discuss.theme"].create({name: "Company"});
    createOthers(pyEnv, ["journal"], company, {description: "a".repeat(200)});
    createOthers(pyEnv, ["b".repeat(100)], false);
    patchUiSize({size: SIZES.SM});
    await start();
    await openCatalogue();
    await contains(ROW, {count: 2});
    await contains(THEME, {count: 0});
    expect(queryAllTexts(`${SELECT} option`)).toEqual([
        "All channels (2)",
        "Company (1)",
        "Other channels (1)",
    ]);
    const {scrollWidth, clientWidth} = queryOne(".o-discuss_catalogue");
    expect(scrollWidth).toBe(clientWidth);
    const select = queryOne(SELECT);
    select.value = String(company);
    select.dispatchEvent(new Event("change"));
    await contains(ROW, {count: 1});
    await click(`${NAME}:contains(journal)`);
    await contains(".o-mail-ChatWindow:contains(journal)");
});

test("on a phone, the tab of channels leads there", async () => {
    await startServer();
    mockService("action", {
        doAction(action) {
            if (action === "discuss_catalogue.discuss_catalogue_action") {
                expect.step("browse");
                return;
            }
            return super.doAction(...arguments);
        },
    });
    patchUiSize({size: SIZES.SM});
    await start();
    await openDiscuss();
    await contains(".o-mail-MessagingMenu-tab", {text: "Channels"});
    await contains(".o-discuss_catalogue-browse", {count: 0});
    await click(".o-mail-MessagingMenu-tab", {text: "Channels"});
    await click(".o-discuss_catalogue-browse", {text: "Browse channels"});
    await expect.waitForSteps(["browse"]);
});
