import {
    mailDataHelpers,
    parseRequestParams,
    registerRoute,
} from "@mail/../tests/mock_server/mail_mock_server";

registerRoute("/discuss/channel/join", discuss_channel_join);
async function discuss_channel_join(request) {
    const {channel_id: channelId} = await parseRequestParams(request);
    const DiscussChannel = this.env["discuss.channel"];
    DiscussChannel.add_members([channelId], [this.env.user.partner_id]);
    return new mailDataHelpers.Store(DiscussChannel.browse(channelId)).get_result();
}
