import {
    click,
    contains,
    openFormView,
    openKanbanView,
    openListView,
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

const GLANCE = ".o_discuss_record_glance";

const listArch = `
    <list>
        <field name="name"/>
        <field name="has_discussion" widget="discuss_record_glance" optional="show"/>
    </list>`;

/** Three documents, two of which have a channel in which a colleague is, too. */
async function startWithDocuments() {
    const pyEnv = await startServer();
    const partnerId = pyEnv["res.partner"].create({name: "Colin"});
    const userId = pyEnv["res.users"].create({partner_id: partnerId});
    const channelIds = ["First", "Second"].map((name) =>
        pyEnv["discuss.channel"].create({
            channel_member_ids: [
                Command.create({partner_id: serverState.partnerId}),
                Command.create({partner_id: partnerId}),
            ],
            channel_type: "group",
            name,
            record_audience: "team",
        })
    );
    const documentIds = pyEnv["discuss.document"].create([
        {name: "First", team_channel_id: channelIds[0]},
        {name: "Second", team_channel_id: channelIds[1]},
        {name: "Third"},
    ]);
    const say = (channelId, body) =>
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
    onRpc("discuss.document", "get_discuss_glances", ({args}) =>
        asyncStep(["glances", [...args[0]].sort()])
    );
    return {channelIds, documentIds, pyEnv, say};
}

test("the column asks once for all rows, and follows what comes in", async () => {
    const {channelIds, documentIds, pyEnv, say} = await startWithDocuments();
    pyEnv["mail.message"].create({
        body: "<p>Before Friday?</p>",
        model: "discuss.channel",
        res_id: channelIds[0],
    });
    await start();
    await openListView("discuss.document", {arch: listArch});
    await contains(GLANCE, {count: 2});
    await waitForSteps([["glances", documentIds.slice(0, 2)]]);
    await contains(`${GLANCE}:contains('Colin: Before Friday?')`);
    await say(channelIds[1], "Look at this");
    await contains(`${GLANCE} .badge`, {text: "1"});
    await contains(`${GLANCE}:contains('Colin: Look at this')`);
});

test("the conversation opens, the record does not", async () => {
    const {documentIds} = await startWithDocuments();
    await start();
    await openListView("discuss.document", {arch: listArch});
    await waitForSteps([["glances", documentIds.slice(0, 2)]]);
    await contains(`${GLANCE}[aria-label='Discussion']`, {count: 2});
    await click(`.o_data_row:contains('First') ${GLANCE}`);
    await contains(".o-mail-ChatWindow-header", {text: "First"});
    await contains(".o_list_view");
    await waitForSteps([]);
});

test("a column that is hidden asks for nothing", async () => {
    await startWithDocuments();
    await start();
    await openListView("discuss.document", {arch: listArch.replace("show", "hide")});
    await contains(".o_data_row", {count: 3});
    await contains(GLANCE, {count: 0});
    await waitForSteps([]);
});

test("a card has the number and the last word, in one question for all", async () => {
    const {channelIds, documentIds, pyEnv, say} = await startWithDocuments();
    pyEnv["mail.message"].create({
        body: "<p>Before Friday?</p>",
        model: "discuss.channel",
        res_id: channelIds[0],
    });
    await start();
    await openKanbanView("discuss.document", {
        arch: `
            <kanban>
                <templates>
                    <t t-name="card">
                        <field name="name"/>
                        <field name="has_discussion" widget="discuss_record_glance"/>
                    </t>
                </templates>
            </kanban>`,
    });
    await waitForSteps([["glances", documentIds.slice(0, 2)]]);
    const card = `.o_kanban_record:contains('First') ${GLANCE}`;
    await contains(`${card} .badge`, {text: "1"});
    await contains(`${card}:contains('Colin: Before Friday?')`);
    await say(channelIds[1], "Look at this");
    await contains(`${GLANCE}:contains('Colin: Look at this')`);
    await contains(`.o_kanban_record:contains('Third') ${GLANCE}`, {count: 0});
    await waitForSteps([]);
    await click(`.o_kanban_record:contains('First') ${GLANCE}`);
    await contains(".o-mail-ChatWindow-header", {text: "First"});
    await contains(".o_kanban_view");
});

test("the line of a form is in order, follows what comes in and leads there", async () => {
    const {channelIds, documentIds, pyEnv, say} = await startWithDocuments();
    pyEnv["discuss.document"].write([documentIds[0]], {
        discuss_summary: {
            channels: [[channelIds[0], 3]],
            items: [
                {name: "channels", sequence: 10, text: "1 channel"},
                {name: "last_message", sequence: 90, text: "last message 12/09"},
            ],
        },
    });
    await start();
    await openFormView("discuss.document", documentIds[0], {
        arch: `
            <form>
                <sheet>
                    <widget name="discuss_record_summary"/>
                    <field name="name"/>
                </sheet>
            </form>`,
    });
    const texts = () =>
        [...document.querySelectorAll(".o_discuss_record_summary_item")].map(
            (item) => item.textContent
        );
    await contains(".o_discuss_record_summary_item[name='unread']", {text: "3 unread"});
    expect(texts()).toEqual(["1 channel", "3 unread", "last message 12/09"]);
    await say(channelIds[0], "Look at this");
    await contains(".o_discuss_record_summary_item[name='unread']", {text: "1 unread"});
    await click(".o_discuss_record_summary");
    await contains(".o-mail-ChatWindow-header", {text: "First"});
    await contains(".o_discuss_record_summary_item[name='unread']", {count: 0});
});

const summaryArch = `
    <form>
        <sheet>
            <div name="button_box"><widget name="discuss_record_button"/></div>
            <widget name="discuss_record_summary"/>
            <field name="name"/>
        </sheet>
    </form>`;
const UNREAD = ".o_discuss_record_summary_item[name='unread']";

test("the line appears with the first channel, without a reload", async () => {
    const pyEnv = await startServer();
    const documentId = pyEnv["discuss.document"].create({name: "First"});
    onRpc("discuss.document", "open_team_channel", ({args}) => {
        pyEnv["discuss.document"].write(args[0], {
            discuss_summary: {
                channels: [],
                items: [{name: "channels", sequence: 10, text: "1 channel"}],
            },
        });
    });
    onRpc("discuss.document", "read", ({args}) => asyncStep(args));
    await start();
    await openFormView("discuss.document", documentId, {arch: summaryArch});
    await contains(".o_discuss_record_button");
    await contains(".o_discuss_record_summary", {count: 0});
    await click(".o_discuss_record_button");
    await contains(".o_discuss_record_summary_item", {text: "1 channel"});
    await waitForSteps([[[documentId], ["discuss_summary"]]]);
});

test("what is unread goes when it is read elsewhere", async () => {
    const {channelIds, documentIds, pyEnv, say} = await startWithDocuments();
    await say(channelIds[0], "Look at this");
    pyEnv["discuss.document"].write([documentIds[0]], {
        discuss_summary: {
            channels: [[channelIds[0], 1]],
            items: [{name: "channels", sequence: 10, text: "1 channel"}],
        },
    });
    await start();
    await openFormView("discuss.document", documentIds[0], {arch: summaryArch});
    await contains(UNREAD, {text: "1 unread"});
    // in another window of the reader's
    const [message] = pyEnv["mail.message"]._filter([["res_id", "=", channelIds[0]]]);
    await rpc("/discuss/channel/mark_as_read", {
        channel_id: channelIds[0],
        last_message_id: message.id,
    });
    await contains(UNREAD, {count: 0});
    await contains(".o_discuss_record_summary_item", {text: "1 channel"});
});
