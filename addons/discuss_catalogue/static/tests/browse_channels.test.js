import {
    defineDiscussCatalogueModels,
    openCatalogue,
    THEME,
} from "@discuss_catalogue/../tests/discuss_catalogue_test_helpers";

import {createChannel} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    startServer,
    triggerHotkey,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, hover, test} from "@odoo/hoot";

import {mockService} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussCatalogueModels();

const CATEGORY = ".o-mail-DiscussSidebarCategory";

/** Tell what one is led to browse. */
function stepOnBrowse() {
    mockService("action", {
        doAction(action, {additionalContext} = {}) {
            if (action === "discuss_catalogue.discuss_catalogue_action") {
                const {catalogue_search, default_theme_id} = additionalContext;
                expect.step([default_theme_id, catalogue_search]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
}

test("the list of channels leads to all channels", async () => {
    await startServer();
    stepOnBrowse();
    await start();
    await openDiscuss();
    await click(".o-discuss_catalogue-browse", {text: "Browse channels"});
    await expect.waitForSteps([[undefined, undefined]]);
});

test("a theme leads to its channels", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createChannel(pyEnv, "office", theme);
    stepOnBrowse();
    await start();
    await openDiscuss();
    await contains(`${CATEGORY}:contains(Company)`);
    await hover(`${CATEGORY}:contains(Company)`);
    await click(`${CATEGORY}:contains(Company) [title='Browse channels']`);
    await expect.waitForSteps([[theme, undefined]]);
});

test("what stock calls viewing or joining channels is browsing", async () => {
    const pyEnv = await startServer();
    createChannel(pyEnv, "office", false);
    stepOnBrowse();
    await start();
    await openDiscuss();
    await contains(`${CATEGORY}:contains(Channels)`);
    await hover(`${CATEGORY}:contains(Channels)`);
    await click(`${CATEGORY}:contains(Channels) [title='View or join channels']`);
    await expect.waitForSteps([[undefined, undefined]]);
});

test("the command palette leads to channels with the words typed", async () => {
    await startServer();
    stepOnBrowse();
    await start();
    await triggerHotkey("control+k");
    await insertText(".o_command_palette_search input", "@fair");
    await click(".o_command", {text: "Browse channels: fair"});
    await expect.waitForSteps([[undefined, "fair"]]);
});

test("the catalogue leads to the list, of the theme that one looks at", async () => {
    const pyEnv = await startServer();
    const theme = pyEnv["discuss.theme"].create({name: "Company"});
    createChannel(pyEnv, "office", theme);
    mockService("action", {
        doAction(action, {additionalContext} = {}) {
            if (action === "discuss_theme.discuss_channel_action") {
                expect.step(additionalContext);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await start();
    await openCatalogue();
    await click(".o-discuss_catalogue-openList");
    await expect.waitForSteps([{}]);
    await click(THEME, {text: "Company"});
    await contains(`${THEME}.o-active`, {text: "Company"});
    await click(".o-discuss_catalogue-openList");
    await expect.waitForSteps([{search_default_theme_id: theme}]);
});
