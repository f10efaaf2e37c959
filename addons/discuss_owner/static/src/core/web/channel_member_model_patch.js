import {ChannelMember} from "@mail/discuss/core/common/channel_member_model";
import {fields} from "@mail/core/common/record";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").ChannelMember} */
const channelMemberPatch = {
    setup() {
        super.setup(...arguments);
        /** Known to colleagues alone. */
        this.is_owner = fields.Attr(false);
    },
    /** Whether this person may be an owner: channels are owned by colleagues. */
    get canOwn() {
        return (
            this.partner_id?.main_user_id?.share === false &&
            this.partner_id.notEq(this.store.odoobot)
        );
    },
};
patch(ChannelMember.prototype, channelMemberPatch);
