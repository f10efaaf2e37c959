import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        this.theme_id = fields.One("discuss.theme", {inverse: "threads"});
    },
    _computeDiscussAppCategory() {
        const category = this.parent_channel_id
            ? undefined
            : this.theme_id?.appCategory;
        return category ?? super._computeDiscussAppCategory();
    },
    /**
     * Stock honours the settings of notification for what is in its own category
     * alone.
     */
    get importantCounter() {
        if (this.channel_type === "channel" && this.discussAppCategory?.theme) {
            const setting = this.store.settings.channel_notifications;
            if (setting === "no_notif") {
                return 0;
            }
            if (setting === "all" && !this.self_member_id?.mute_until_dt) {
                return this.self_member_id?.message_unread_counter_ui;
            }
        }
        return super.importantCounter;
    },
    /** Leaving a channel shows another one of its theme, as stock does of its category. */
    onPinStateUpdated() {
        const isLeaving =
            this.store.discuss.isActive &&
            !this.displayToSelf &&
            !this.isLocallyPinned &&
            this.eq(this.store.discuss.thread);
        const neighbours = this.discussAppCategory?.theme?.threads ?? [];
        super.onPinStateUpdated();
        if (isLeaving && this.store.discuss.thread?.eq(this.store.inbox)) {
            neighbours
                .find((thread) => thread.notEq(this) && thread.displayToSelf)
                ?.setAsDiscussThread();
        }
    },
};
patch(Thread.prototype, threadPatch);
