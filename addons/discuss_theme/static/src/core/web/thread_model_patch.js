import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {rpc} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** Who may read it: a key of `CHANNEL_KINDS`, known to colleagues alone. */
        this.kind = fields.Attr(undefined);
        this.theme_id = fields.One("discuss.theme", {inverse: "threads"});
    },
    /** Whether the user keeps this conversation at hand. */
    get isFavorite() {
        return Boolean(
            this.self_member_id?.is_favorite &&
                this.store.self?.main_user_id?.share === false
        );
    },
    /** Whether it stands in the user's list even if it is no favourite: the counterpart
     * of `_listed_domain` on the server. */
    get standsInList() {
        return this.displayToSelf;
    },
    /** The place of this favourite among those that are shown. */
    get favoriteIndex() {
        return this.store.discuss.favorites.shownThreads.findIndex((thread) =>
            thread.eq(this)
        );
    },
    /** Whether there is something new here, or in a thread that stands below. */
    get hasUnreadInSidebar() {
        const {self_member_id: member} = this;
        return (
            (member?.message_unread_counter > 0 && !member.mute_until_dt) ||
            this.sub_channel_ids.some(
                (sub) =>
                    sub.displayInSidebar && !sub.isFavorite && sub.hasUnreadInSidebar
            )
        );
    },
    /** @param {boolean} isFavorite */
    async setFavorite(isFavorite) {
        const data = await rpc("/discuss/channel/favorite", {
            channel_id: this.id,
            is_favorite: isFavorite,
        });
        this.store.insert(data);
    },
    _computeDisplayInSidebar() {
        return super._computeDisplayInSidebar() || this.isFavorite;
    },
    _computeDiscussAppCategory() {
        if (this.isFavorite) {
            return this.store.discuss.favorites;
        }
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
        if (
            this.channel_type === "channel" &&
            (this.discussAppCategory?.theme ||
                this.discussAppCategory?.eq(this.store.discuss.favorites))
        ) {
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
        const neighbours = this.theme_id?.threads ?? [];
        super.onPinStateUpdated();
        if (isLeaving && this.store.discuss.thread?.eq(this.store.inbox)) {
            neighbours
                .find((thread) => thread.notEq(this) && thread.displayToSelf)
                ?.setAsDiscussThread();
        }
    },
};
patch(Thread.prototype, threadPatch);
