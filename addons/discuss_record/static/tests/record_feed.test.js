import {
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, test} from "@odoo/hoot";

import {
    asyncStep,
    Command,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import {defineDiscussRecordModels} from "./discuss_record_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const LINE = ".o-mail-NotificationMessage .o_discuss_feed li";

function createChannel(pyEnv, name) {
    return pyEnv["discuss.channel"].create({
        channel_member_ids: [Command.create({partner_id: serverState.partnerId})],
        channel_type: "group",
        name,
        record_audience: "team",
    });
}

/** What the server sends about a note: see `Feed._prepare_payload`. */
function tell(pyEnv, channelId, lines, id) {
    const body = `<div class="o_mail_notification o_discuss_feed"><ul>${lines
        .map((line) => `<li>${line}</li>`)
        .join("")}</ul></div>`;
    if (id) {
        pyEnv["mail.message"].write([id], {body});
    } else {
        id = pyEnv["mail.message"].create({
            author_id: serverState.odoobotId,
            body,
            message_type: "notification",
            model: "discuss.channel",
            res_id: channelId,
        });
    }
    const [channel] = pyEnv["discuss.channel"].search_read([["id", "=", channelId]]);
    pyEnv["bus.bus"]._sendone(channel, "discuss.record/feed", {
        data: {
            "mail.message": [
                {
                    author_id: serverState.odoobotId,
                    body: ["markup", body],
                    date: "2030-01-01 10:00:00",
                    id,
                    message_type: "notification",
                    model: "discuss.channel",
                    res_id: channelId,
                    thread: {id: channelId, model: "discuss.channel"},
                },
            ],
        },
        message_id: id,
    });
    return id;
}

test("a note appears, and grows, in a channel that is open", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    onRpc("discuss.channel", "channel_fetched", () => asyncStep("fetched"));
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Thread");
    const id = tell(pyEnv, channelId, ["S00042 Sent"]);
    await contains(LINE, {count: 1, text: "S00042 Sent"});
    tell(pyEnv, channelId, ["S00042 Sent", "S00042 Confirmed"], id);
    await contains(LINE, {count: 2});
    await contains(".o-mail-NotificationMessage", {count: 1});
    // nobody has to say that they got it
    await waitForSteps([]);
});

test("elsewhere a note waits for those who open the channel", async () => {
    const pyEnv = await startServer();
    const [shownId, otherId] = ["Shown", "Other"].map((name) =>
        createChannel(pyEnv, name)
    );
    await start();
    await openDiscuss(shownId);
    tell(pyEnv, otherId, ["S00042 Sent"]);
    tell(pyEnv, shownId, ["S00043 Sent"]);
    await contains(LINE, {count: 1, text: "S00043 Sent"});
    await openDiscuss(otherId);
    await contains(LINE, {count: 1, text: "S00042 Sent"});
});
