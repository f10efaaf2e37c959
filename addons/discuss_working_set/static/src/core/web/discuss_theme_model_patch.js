import {DiscussTheme} from "@discuss_theme/core/web/discuss_theme_model";
import {NOTHING} from "@discuss_working_set/core/web/outside";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").DiscussTheme} */
const discussThemePatch = {
    setup() {
        super.setup(...arguments);
        /** What is unread in this theme's channels that the browser does not have. */
        this.outside = NOTHING;
    },
    /** @override */
    computeUnreadCounter() {
        return super.computeUnreadCounter() + this.outside.unread;
    },
    /** @override */
    computeImportantCounter() {
        return super.computeImportantCounter() + this.outsideImportant;
    },
    /** @override */
    computeHasThreads() {
        return super.computeHasThreads() || this.outsideJoined > 0;
    },
    get outsideImportant() {
        const {needaction, privateUnread, unread} = this.outside;
        switch (this.store.settings.channel_notifications) {
            case "no_notif":
                return privateUnread;
            case "all":
                return unread;
            default:
                return privateUnread + needaction;
        }
    },
    get outsideJoined() {
        return this.appCategory?.moreCount ?? 0;
    },
};
patch(DiscussTheme.prototype, discussThemePatch);
