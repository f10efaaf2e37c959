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
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

/** A channel with one message; returns their ids. */
async function startWithMessage(values = {}) {
    const pyEnv = await startServer();
    const channelId = pyEnv["discuss.channel"].create({
        channel_member_ids: [Command.create({partner_id: serverState.partnerId})],
        channel_type: "channel",
        name: "Sales",
    });
    const messageId = pyEnv["mail.message"].create({
        author_id: serverState.partnerId,
        body: "<p>Ask for the plans</p>",
        message_type: "comment",
        model: "discuss.channel",
        res_id: channelId,
        ...values,
    });
    return {channelId, messageId, pyEnv};
}

test("opens the dialog for what is to be made of the message", async () => {
    const {channelId, messageId} = await startWithMessage();
    mockService("action", {
        doAction(action, options) {
            if (action?.res_model === "discuss.message.follow.up") {
                asyncStep([action.name, options.additionalContext]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await start();
    await openDiscuss(channelId);
    for (const [name, kind] of [
        ["Create Activity", "activity"],
        ["Note on a Record", "note"],
    ]) {
        await click(".o-mail-Message [title='Expand']");
        await click(`.o-dropdown-item:contains('${name}')`);
        await waitForSteps([
            [name, {default_kind: kind, default_message_id: messageId}],
        ]);
    }
});

test("who is from outside makes nothing of a message", async () => {
    const {channelId, pyEnv} = await startWithMessage();
    pyEnv["res.users"].write([serverState.userId], {share: true});
    await start();
    await openDiscuss(channelId);
    await click(".o-mail-Message [title='Expand']");
    await contains(".o-dropdown-item:contains('Copy Link')");
    await contains(".o-dropdown-item:contains('Create Activity')", {count: 0});
    await contains(".o-dropdown-item:contains('Note on a Record')", {count: 0});
});
