import {
    click,
    contains,
    insertText,
    openFormView,
    patchUiSize,
    SIZES,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, test} from "@odoo/hoot";

import {
    asyncStep,
    Command,
    onRpc,
    serverState,
    waitForSteps,
    withUser,
} from "@web/../tests/web_test_helpers";
import {rpc} from "@web/core/network/rpc";

import {defineDiscussRecordModels} from "./discuss_record_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const arch = `
    <form>
        <sheet>
            <div name="button_box"><widget name="discuss_record_button"/></div>
            <field name="name" required="1"/>
        </sheet>
    </form>`;

const BUTTON = ".o_discuss_record_button";

/** A document with a channel in which a colleague is, too; returns their ids. */
async function startWithChannel() {
    const pyEnv = await startServer();
    const partnerId = pyEnv["res.partner"].create({name: "Colin"});
    const userId = pyEnv["res.users"].create({partner_id: partnerId});
    const channelId = pyEnv["discuss.channel"].create({
        channel_member_ids: [
            Command.create({partner_id: serverState.partnerId}),
            Command.create({partner_id: partnerId}),
        ],
        channel_type: "group",
        name: "S00042",
        record_audience: "team",
    });
    const documentId = pyEnv["discuss.document"].create({
        name: "S00042",
        team_channel_id: channelId,
    });
    const say = (body) =>
        withUser(userId, () =>
            rpc("/mail/message/post", {
                post_data: {
                    body,
                    message_type: "comment",
                    subtype_xmlid: "mail.mt_comment",
                },
                thread_id: channelId,
                thread_model: "discuss.channel",
            })
        );
    return {channelId, documentId, pyEnv, say};
}

test("opens the team channel beside the form", async () => {
    const pyEnv = await startServer();
    const documentId = pyEnv["discuss.document"].create({name: "S00042"});
    onRpc("discuss.document", "open_team_channel", ({args}) => asyncStep(args));
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await contains(`${BUTTON}:not(.o-unread)`, {text: "Discussion"});
    await click(BUTTON);
    await contains(".o-mail-ChatWindow-header", {text: "S00042"});
    await contains(".o-mail-ChatWindow .o-mail-Composer-input:focus");
    await contains(".o_form_view");
    await waitForSteps([[[documentId]]]);
    expect(pyEnv["discuss.channel"].search([["name", "=", "S00042"]])).toHaveLength(1);
});

test("saves a new record first", async () => {
    await startServer();
    onRpc("discuss.document", "web_save", () => asyncStep("saved"));
    onRpc("discuss.document", "open_team_channel", () => asyncStep("opened"));
    await start();
    await openFormView("discuss.document", undefined, {arch});
    await click(BUTTON);
    await contains(".o_field_invalid[name='name']");
    await waitForSteps([]);
    await insertText(".o_field_widget[name='name'] input", "S00043");
    await click(BUTTON);
    await contains(".o-mail-ChatWindow-header", {text: "S00043"});
    await waitForSteps(["saved", "opened"]);
});

test("shows what the server counts until the channel is known", async () => {
    const {documentId, pyEnv} = await startWithChannel();
    pyEnv["discuss.document"].write([documentId], {team_channel_unread_counter: 3});
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await contains(`${BUTTON}.o-unread .o_discuss_record_unread`, {text: "3"});
    await contains(`${BUTTON}[aria-label='Discuss with colleagues: 3 unread']`);
});

test("follows what comes in, and what is read, without a reload", async () => {
    const {documentId, say} = await startWithChannel();
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await contains(`${BUTTON}:not(.o-unread)`);
    await say("One");
    await contains(`${BUTTON} .o_discuss_record_unread`, {text: "1"});
    await say("Two");
    await contains(`${BUTTON} .o_discuss_record_unread`, {text: "2"});
    await click(BUTTON);
    await contains(".o-mail-Message", {count: 2});
    await contains(`${BUTTON}:not(.o-unread)`);
});

test("shows a channel that a colleague has just opened", async () => {
    const {channelId, documentId, pyEnv, say} = await startWithChannel();
    pyEnv["discuss.document"].write([documentId], {team_channel_id: false});
    await start();
    await openFormView("discuss.document", documentId, {arch});
    pyEnv["bus.bus"]._sendone(
        pyEnv["res.partner"].browse(serverState.partnerId)[0],
        "mail.record/insert",
        {
            "mail.thread": [
                {
                    id: documentId,
                    model: "discuss.document",
                    team_channel_id: {id: channelId, model: "discuss.channel"},
                },
            ],
        }
    );
    await say("Look at this");
    await contains(`${BUTTON} .o_discuss_record_unread`, {text: "1"});
});

test("interrupts only who is called by name", async () => {
    const {documentId, say} = await startWithChannel();
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await say("When it suits you");
    await contains(`${BUTTON} .o_discuss_record_unread`, {text: "1"});
    await contains(".o-mail-ChatBubble", {count: 0});
});

test("fills the screen of a phone", async () => {
    const {documentId} = await startWithChannel();
    patchUiSize({size: SIZES.SM});
    await start();
    await openFormView("discuss.document", documentId, {arch});
    await click(".o_button_more");
    await click(BUTTON);
    await contains(".o-mail-ChatWindow.o-mobile");
});
