import {fields} from "@mail/core/common/record";
import {DiscussAppCategory} from "@mail/discuss/core/public_web/discuss_app_category_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").DiscussAppCategory} */
const discussAppCategoryPatch = {
    setup() {
        super.setup(...arguments);
        this.theme = fields.One("discuss.theme", {inverse: "appCategory"});
        /** Beside `theme`, as a relation is never empty to who sets `open`: the store
         * compares with the value on the raw record. */
        this.isTheme = false;
    },
    /** @override which themes are folded is kept on the server; see `DiscussTheme` */
    get open() {
        return this.isTheme ? !this.theme?.settingsAsFolded : super.open;
    },
    get shownThreads() {
        return this.threads.filter((thread) => thread.displayInSidebar);
    },
    get isVisible() {
        if (this.eq(this.store.discuss.favorites)) {
            return !this.hidden && this.shownThreads.length > 0;
        }
        if (this.theme) {
            return super.isVisible && (this.isUnfolded || this.hasActiveThread);
        }
        if (this.id === "channels" && this.store.discuss_themes.length) {
            // what is left here is filed in a theme that the user may not see
            return super.isVisible && this.shownThreads.length > 0;
        }
        return super.isVisible;
    },
    get hasActiveThread() {
        const thread = this.store.discuss.thread;
        return Boolean((thread?.parent_channel_id ?? thread)?.in(this.threads));
    },
    /** A theme inside another one shows as long as all those above it are open, and
     * there is something to find in it. */
    get isUnfolded() {
        const {ancestors, hasThreads} = this.theme;
        return (
            !ancestors.length ||
            (hasThreads && ancestors.every((theme) => theme.appCategory?.open))
        );
    },
    sortThreads(t1, t2) {
        if (this.eq(this.store.discuss.favorites)) {
            const [m1, m2] = [t1.self_member_id, t2.self_member_id];
            return m1?.favorite_sequence - m2?.favorite_sequence || m1?.id - m2?.id;
        }
        if (this.theme) {
            return (
                t2.hasUnreadInSidebar - t1.hasUnreadInSidebar ||
                (t1.displayName ?? "").localeCompare(t2.displayName ?? "")
            );
        }
        return super.sortThreads(...arguments);
    },
};
patch(DiscussAppCategory.prototype, discussAppCategoryPatch);
