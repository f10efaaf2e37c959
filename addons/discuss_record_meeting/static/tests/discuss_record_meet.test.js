import {defineDiscussRecordModels} from "@discuss_record/../tests/discuss_record_test_helpers";

import {
    click,
    contains,
    insertText,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, test} from "@odoo/hoot";

import {
    asyncStep,
    makeServerError,
    onRpc,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const arch = `
    <form>
        <sheet>
            <div name="button_box"><widget name="discuss_record_button"/></div>
            <field name="name" required="1"/>
        </sheet>
    </form>`;

const BUTTON = ".o_discuss_record_meet";

function onMeet(pyEnv) {
    onRpc("discuss.document", "meet_in_team_channel", ({args}) => {
        asyncStep("meet");
        const channelId = pyEnv["discuss.document"].open_team_channel(args[0]);
        return {channel_id: channelId, meeting_id: 1};
    });
}

test("posts the link in the conversation, and opens it beside the form", async () => {
    const pyEnv = await startServer();
    const documentId = pyEnv["discuss.document"].create({name: "S00042"});
    onMeet(pyEnv);
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await contains(".o_discuss_record_button + .o_discuss_record_meet");
    await click(BUTTON, {text: "Meet"});
    await contains(".o-mail-ChatWindow-header", {text: "S00042"});
    await contains(".o_form_view");
    await waitForSteps(["meet"]);
});

test("saves a new record first", async () => {
    const pyEnv = await startServer();
    onMeet(pyEnv);
    onRpc("discuss.document", "web_save", () => asyncStep("saved"));
    await start();
    await openFormView("discuss.document", undefined, {arch});
    await click(BUTTON);
    await contains(".o_field_invalid[name='name']");
    await waitForSteps([]);
    await insertText(".o_field_widget[name='name'] input", "S00043");
    await click(BUTTON);
    await contains(".o-mail-ChatWindow-header", {text: "S00043"});
    await waitForSteps(["saved", "meet"]);
});

test("can be pressed again after a refusal", async () => {
    expect.errors(1);
    const pyEnv = await startServer();
    const documentId = pyEnv["discuss.document"].create({name: "S00042"});
    onRpc("discuss.document", "meet_in_team_channel", () => {
        asyncStep("refused");
        throw makeServerError({message: "No", type: "AccessError"});
    });
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await click(BUTTON);
    await contains(".modal", {text: "No"});
    await waitForSteps(["refused"]);
    expect.verifyErrors(["No"]);
    await click(".modal .btn-primary");
    await contains(`${BUTTON}:enabled`);
});
