import {DiscussChannel} from "@discuss_meeting/../tests/mock_server/mock_models/discuss_channel";
import {DiscussMeeting} from "@discuss_meeting/../tests/mock_server/mock_models/discuss_meeting";
import {MailMessage} from "@discuss_meeting/../tests/mock_server/mock_models/mail_message";

import {discussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {startServer} from "@mail/../tests/mail_test_helpers";

import {Command, defineModels, serverState} from "@web/../tests/web_test_helpers";

export function defineDiscussMeetingModels() {
    return defineModels({
        ...discussThemeModels,
        DiscussChannel,
        DiscussMeeting,
        MailMessage,
    });
}

/**
 * A channel of the user and a colleague, in which the link of a meeting was dropped.
 *
 * @param {Object} [meetingValues={}] of the meeting, which is the user's unless they say
 * @param {Object} [param1={}]
 * @param {Object} [param1.channel={}] values of the channel
 * @param {Object} [param1.message={}] values of the card
 */
export async function startWithMeeting(
    meetingValues = {},
    {channel = {}, message = {}} = {}
) {
    const pyEnv = await startServer();
    const bobId = pyEnv["res.partner"].create({name: "Bob"});
    pyEnv["res.users"].create({partner_id: bobId, share: false});
    const channelId = pyEnv["discuss.channel"].create({
        channel_member_ids: [
            Command.create({partner_id: serverState.partnerId}),
            Command.create({partner_id: bobId}),
        ],
        channel_type: "channel",
        name: "Fair",
        ...channel,
    });
    const meetingId = pyEnv["discuss.meeting"].create({
        expiry_date: "2199-01-01 00:00:00",
        host_partner_id: serverState.partnerId,
        name: "Stand-up",
        ...meetingValues,
    });
    const messageId = pyEnv["mail.message"].create({
        author_id: serverState.partnerId,
        body: `<p>Stand-up<br/><a href="https://example.com/meeting/secret">https://example.com/meeting/secret</a></p>`,
        meeting_id: meetingId,
        message_type: "comment",
        model: "discuss.channel",
        res_id: channelId,
        ...message,
    });
    /** As the server tells those who see the meeting that it has changed. */
    const change = (values) => {
        pyEnv["discuss.meeting"].write([meetingId], values);
        const [bus] = pyEnv["discuss.channel"].browse(channelId);
        pyEnv["bus.bus"]._sendone(bus, "mail.record/insert", {
            "discuss.meeting": [{id: meetingId, ...values}],
        });
    };
    return {bobId, change, channelId, meetingId, messageId, pyEnv};
}

/** Make the user somebody from outside, with an account. */
export function becomeCustomer(pyEnv) {
    pyEnv["res.users"].write([serverState.userId], {share: true});
}
