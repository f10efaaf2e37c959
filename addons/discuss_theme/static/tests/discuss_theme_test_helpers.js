import {DiscussChannel} from "@discuss_theme/../tests/mock_server/mock_models/discuss_channel";
import {DiscussChannelMember} from "@discuss_theme/../tests/mock_server/mock_models/discuss_channel_member";
import {DiscussTheme} from "@discuss_theme/../tests/mock_server/mock_models/discuss_theme";
import {ResUsers} from "@discuss_theme/../tests/mock_server/mock_models/res_users";
import {ResUsersSettings} from "@discuss_theme/../tests/mock_server/mock_models/res_users_settings";

import {mailModels} from "@mail/../tests/mail_test_helpers";

import {Command, defineModels, serverState} from "@web/../tests/web_test_helpers";

export const discussThemeModels = {
    ...mailModels,
    DiscussChannel,
    DiscussChannelMember,
    DiscussTheme,
    ResUsers,
    ResUsersSettings,
};

export function defineDiscussThemeModels() {
    return defineModels(discussThemeModels);
}

/**
 * Create a channel of which the current user is a member.
 *
 * @param {import("@web/../tests/web_test_helpers").MockServer["env"]} pyEnv
 * @param {string} name
 * @param {number} themeId
 * @param {Object} [param3={}]
 * @param {number} [param3.unread=0] messages of somebody else, still to read
 * @param {Object} [param3.member={}] more values of the user's membership
 * @param {Object} [param3.values={}] more values of the channel
 * @returns {number}
 */
export function createChannel(pyEnv, name, themeId, {unread = 0, member, values} = {}) {
    const channelId = pyEnv["discuss.channel"].create({
        channel_member_ids: [
            Command.create({
                message_unread_counter: unread,
                partner_id: serverState.partnerId,
                ...member,
            }),
        ],
        channel_type: "channel",
        name,
        theme_id: themeId,
        ...values,
    });
    if (unread) {
        const authorId = pyEnv["res.partner"].create({name: `Author in ${name}`});
        for (let number = 1; number <= unread; number++) {
            pyEnv["mail.message"].create({
                author_id: authorId,
                body: `Message ${number}`,
                message_type: "comment",
                model: "discuss.channel",
                res_id: channelId,
            });
        }
    }
    return channelId;
}
