import {
    click,
    contains,
    openFormView,
    openListView,
    start,
} from "@mail/../tests/mail_test_helpers";

import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";

import {
    MockServer,
    onRpc,
    patchWithCleanup,
    toggleActionMenu,
    toggleMenuItem,
} from "@web/../tests/web_test_helpers";
import {session} from "@web/session";

import {defineDiscussRecordModels} from "./discuss_record_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const DIALOG = ".modal .o_discuss_record_deletion";

beforeEach(() => {
    patchWithCleanup(session, {discuss_record_models: ["discuss.document"]});
    onRpc("discuss.document", "unlink", ({kwargs}) => {
        expect.step(`unlink: ${kwargs.context.discuss_record_deletion}`);
    });
});

/** Let as many conversations be at stake, which may be deleted or not. */
function stake(count, canDelete = false) {
    onRpc("discuss.document", "get_discussions_at_stake", ({args}) => {
        expect.step(`ask about ${args[0].length}`);
        return {can_delete: canDelete, count};
    });
}

async function selectAndDelete() {
    await openListView("discuss.document", {
        arch: '<list><field name="name"/></list>',
    });
    await click("thead .o_list_record_selector input");
    await animationFrame();
    await toggleActionMenu();
    await toggleMenuItem("Delete");
}

function createDocuments(number) {
    return MockServer.env["discuss.document"].create(
        Array.from({length: number}, (_, i) => ({name: `S${i}`}))
    );
}

test("what becomes of the conversation is asked, and told to the server", async () => {
    await start();
    createDocuments(2);
    stake(2);
    await selectAndDelete();
    await contains(
        `${DIALOG} legend:text(There are 2 conversations about this. What becomes of them?)`
    );
    await contains(`${DIALOG} input[type=radio]`, {count: 2});
    expect(`${DIALOG} input[value=close]`).toBeChecked();
    await click(`${DIALOG} label:contains(Keep open)`);
    await click(".modal-footer button:text(Delete)");
    await contains(".modal", {count: 0});
    expect.verifySteps(["ask about 2", "unlink: keep"]);
    await contains(".o_data_row", {count: 0});
});

test("conversations are closed unless somebody chooses otherwise", async () => {
    await start();
    const [id] = createDocuments(1);
    stake(1, true);
    await openFormView("discuss.document", id, {
        arch: '<form><field name="name"/></form>',
    });
    await toggleActionMenu();
    await toggleMenuItem("Delete");
    await contains(
        `${DIALOG} legend:text(There is a conversation about this. What becomes of it?)`
    );
    // who may, may delete it, too
    await contains(`${DIALOG} input[type=radio]`, {count: 3});
    await click(".modal-footer button:text(Delete)");
    await contains(".modal", {count: 0});
    expect.verifySteps(["ask about 1", "unlink: close"]);
});

test("nothing is asked where there is no conversation", async () => {
    await start();
    createDocuments(1);
    stake(0);
    await selectAndDelete();
    await contains(".modal-title:text(Bye-bye, record!)");
    await contains(DIALOG, {count: 0});
    await click(".modal-footer button:text(Delete)");
    await contains(".modal", {count: 0});
    expect.verifySteps(["ask about 1", "unlink: undefined"]);
});

test("the deletion of other records is stock's alone", async () => {
    patchWithCleanup(session, {discuss_record_models: []});
    await start();
    createDocuments(1);
    stake(1);
    await selectAndDelete();
    await contains(".modal-title:text(Bye-bye, record!)");
    await click(".modal-footer button:text(Delete)");
    await contains(".modal", {count: 0});
    expect.verifySteps(["unlink: undefined"]);
});
