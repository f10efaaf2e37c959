import {AvatarCardPopover} from "@mail/discuss/web/avatar_card/avatar_card_popover";

import {RPCError} from "@web/core/network/rpc";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";

/** @type {AvatarCardPopover} */
const avatarCardPopoverPatch = {
    setup() {
        super.setup(...arguments);
        this.orm = useService("orm");
        this.notification = useService("notification");
    },
    /** Colleagues meet colleagues; nobody themselves. */
    get canMeet() {
        return (
            Boolean(this.partner) &&
            (this.user?.share ?? this.partner?.partner_share) === false &&
            user.isInternalUser &&
            !this.partner.eq(this.store.self_partner)
        );
    },
    async onClickMeet() {
        const {orm, notification, store} = this;
        const partnerId = this.partner.id;
        this.props.close();
        try {
            const {channel_id: id} = await orm.call("discuss.channel", "meet_people", [
                [partnerId],
            ]);
            const thread = await store.Thread.getOrFetch({
                id,
                model: "discuss.channel",
            });
            thread?.open({focus: true});
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            notification.add(error.data?.message || error.message, {type: "danger"});
        }
    },
};
patch(AvatarCardPopover.prototype, avatarCardPopoverPatch);
