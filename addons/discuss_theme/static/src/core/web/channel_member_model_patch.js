import {ChannelMember} from "@mail/discuss/core/common/channel_member_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").ChannelMember} */
const channelMemberPatch = {
    setup() {
        super.setup(...arguments);
        /** Known of the user's own memberships alone. */
        this.is_favorite = false;
        this.favorite_sequence = 0;
    },
};
patch(ChannelMember.prototype, channelMemberPatch);
