import {click, contains, start, startServer} from "@mail/../tests/mail_test_helpers";

import {describe, test} from "@odoo/hoot";

import {
    asyncStep,
    getService,
    onRpc,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import {defineDiscussRecordModels} from "./discuss_record_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const ROW = ".o_discuss_record_conversation";

function conversation(id, values = {}) {
    return {
        audience: "team",
        id,
        is_closed: false,
        is_member: true,
        last: null,
        name: `Conversation ${id}`,
        records: [{id: 7, kind: "Document", model: "discuss.document", name: "S00042"}],
        unread: 0,
        ...values,
    };
}

/** Show the conversations of customer 5, of which the server has these. */
async function openConversations(conversations) {
    onRpc("res.partner", "get_record_conversations", ({args, kwargs}) => {
        asyncStep([args[0], kwargs.offset]);
        return {
            conversations: conversations.slice(kwargs.offset, kwargs.offset + 40),
            name: "Azure Interior",
            total: conversations.length,
        };
    });
    await start();
    await getService("action").doAction({
        context: {active_id: 5},
        tag: "discuss_record.conversations",
        type: "ir.actions.client",
    });
}

test("shows what there is, and what is left to read", async () => {
    await startServer();
    await openConversations([
        conversation(1, {
            last: {author: "Colin", date: "2026-01-01 10:00:00", id: 9, words: "Soon"},
            unread: 3,
        }),
        conversation(2, {audience: "customer", is_closed: true}),
        conversation(3, {is_member: false}),
    ]);
    await waitForSteps([[[5], 0]]);
    await contains(".o_breadcrumb:contains('Discussions: Azure Interior')");
    await contains(`${ROW}:contains('3 unread'):contains('Colin: Soon')`);
    await contains(`${ROW}:contains('With the customer'):contains('Closed')`);
    await contains(`${ROW}:contains('Conversation 3'):contains('You are not in')`);
});

test("more of them are asked for when one wants to see them", async () => {
    await startServer();
    await openConversations(Array.from({length: 45}, (_, i) => conversation(i + 1)));
    await contains(ROW, {count: 40});
    await click("button[name='more']");
    await contains(ROW, {count: 45});
    await contains("button[name='more']", {count: 0});
    await waitForSteps([
        [[5], 0],
        [[5], 40],
    ]);
});

test("a conversation opens beside the list, whether one is in it or not", async () => {
    const pyEnv = await startServer();
    const documentId = pyEnv["discuss.document"].create({name: "S00042"});
    const [record] = conversation(1).records;
    onRpc("discuss.document", "open_team_channel", ({args}) => asyncStep(args));
    await openConversations([
        conversation(1, {is_member: false, records: [{...record, id: documentId}]}),
    ]);
    await click(`${ROW} button[name='conversation']`);
    await contains(".o-mail-ChatWindow-header", {text: "S00042"});
    await waitForSteps([[[5], 0], [[documentId]]]);
});

test("says what to do where nothing was said yet", async () => {
    await startServer();
    await openConversations([]);
    await contains("h2:contains('No discussion yet')");
    await waitForSteps([[[5], 0]]);
});
