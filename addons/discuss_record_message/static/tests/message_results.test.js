import {defineDiscussRecordModels} from "@discuss_record/../tests/discuss_record_test_helpers";

import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, test} from "@odoo/hoot";

import {
    asyncStep,
    Command,
    mockService,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const RESULT = ".o-mail-Message .o_discuss_message_results li";

/** A channel with three messages on the screen; ``make`` makes something of some. */
async function startWithMessages() {
    const pyEnv = await startServer();
    const channelId = pyEnv["discuss.channel"].create({
        channel_member_ids: [Command.create({partner_id: serverState.partnerId})],
        channel_type: "channel",
        name: "Sales",
    });
    const messageIds = ["First", "Second", "Third"].map((body) =>
        pyEnv["mail.message"].create({
            author_id: serverState.partnerId,
            body: `<p>${body}</p>`,
            message_type: "comment",
            model: "discuss.channel",
            res_id: channelId,
        })
    );
    const results = [];
    onRpc("mail.message", "get_results", ({args}) => {
        asyncStep(args[0]);
        return results.filter((result) => args[0].includes(result.message_id));
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message", {count: 3});
    const make = (messageId, name, isReadable = true) => {
        if (isReadable) {
            results.push({
                id: 42,
                kind: "note",
                label: "Note",
                message_id: messageId,
                model: "discuss.document",
                name,
            });
        }
    };
    const tell = (counts) => {
        const [channel] = pyEnv["discuss.channel"].browse(channelId);
        pyEnv["bus.bus"]._sendone(channel, "mail.record/insert", {
            "mail.message": Object.entries(counts).map(([id, count]) => ({
                id: Number(id),
                result_count: count,
            })),
        });
    };
    return {make, messageIds, tell};
}

test("shows what was made of a message, and leads there", async () => {
    const {make, messageIds, tell} = await startWithMessages();
    mockService("action", {
        doAction(action) {
            if (action?.res_model === "discuss.document") {
                asyncStep([action.res_model, action.res_id]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await contains(RESULT, {count: 0});
    make(messageIds[0], "S00042");
    make(messageIds[1], "Secret", false);
    tell({[messageIds[0]]: 1, [messageIds[1]]: 1});
    // all messages are asked about together, and the third not at all
    await waitForSteps([messageIds.slice(0, 2)]);
    await contains(RESULT, {count: 1, text: "Note · S00042"});
    await contains(`${RESULT} .fa-sticky-note-o`);
    // another one, of the same message
    make(messageIds[0], "S00043");
    tell({[messageIds[0]]: 2});
    await waitForSteps([messageIds.slice(0, 1)]);
    await contains(RESULT, {count: 2});
    await click(`${RESULT} a:contains('S00043')`);
    await waitForSteps([["discuss.document", 42]]);
});
