import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** Whether the user answers for the channel, as an owner or otherwise. */
        this.can_manage = fields.Attr(false);
        /** Whether it is the owners who answer for the channel. */
        this.has_owners = fields.Attr(false);
    },
    /** Into private channels, owners invite; the server refuses others. */
    get canInvite() {
        const channel = this.parent_channel_id ?? this;
        return (
            channel.channel_type !== "group" ||
            !channel.has_owners ||
            channel.can_manage
        );
    },
    /** The link of a private channel lets nobody in, but for that of a meeting. */
    get invitationLink() {
        const channel = this.parent_channel_id ?? this;
        return channel.channel_type === "group" &&
            channel.has_owners &&
            !this.default_display_mode
            ? undefined
            : super.invitationLink;
    },
};
patch(Thread.prototype, threadPatch);
