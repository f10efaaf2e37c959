import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {patch} from "@web/core/utils/patch";

patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        /**
         * On a channel: who it is for, when it is the channel of a record.
         * @type {"team"|"customer"|undefined}
         */
        this.record_audience = undefined;
        /** On a channel: whether all records that it was about were deleted. */
        this.record_is_gone = false;
        /** On a record: its channel of colleagues. */
        this.team_channel_id = fields.One("Thread");
    },
    get allow_invite_by_email() {
        return !this.record_audience && super.allow_invite_by_email;
    },
    /** Equivalent to DiscussChannel._find_or_create_persona_for_channel */
    get invitationLink() {
        return this.record_audience ? undefined : super.invitationLink;
    },
    /**
     * The channel of a record is read when it suits: only a call by name interrupts,
     * unless the person asked for everything.
     */
    async notifyMessageToUser(message) {
        if (this.record_audience) {
            const level =
                this.self_member_id?.custom_notifications ||
                this.store.settings.channel_notifications;
            const isCalled = message.partner_ids?.includes(this.store.self);
            if (level === "no_notif" || (level !== "all" && !isCalled)) {
                return;
            }
        }
        return super.notifyMessageToUser(...arguments);
    },
    /**
     * On a record: enter its channel of colleagues, and open it beside what is shown.
     * The services are those of the store, for the button that was pressed may be
     * gone by the time the server answers, as in the menu of a phone.
     */
    async openTeamChannel() {
        const id = await this.store.env.services.orm.call(
            this.model,
            "open_team_channel",
            [[this.id]]
        );
        this.team_channel_id = {id, model: "discuss.channel"};
        await this.openRecordChannel(id);
    },
    /**
     * On a record: open one of its channels beside what is shown.
     *
     * @param {number} [id] of a channel that the reader is in; that of colleagues, which
     * they enter, if there is none
     */
    async openRecordChannel(id) {
        if (!id) {
            await this.openTeamChannel();
            return;
        }
        const channel = await this.store.Thread.getOrFetch({
            id,
            model: "discuss.channel",
        });
        await channel.openChatWindow({focus: true, bypassCompact: true});
    },
});
