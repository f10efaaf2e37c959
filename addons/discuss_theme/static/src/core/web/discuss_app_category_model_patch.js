import {fields} from "@mail/core/common/record";
import {DiscussAppCategory} from "@mail/discuss/core/public_web/discuss_app_category_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").DiscussAppCategory} */
const discussAppCategoryPatch = {
    setup() {
        super.setup(...arguments);
        this.theme = fields.One("discuss.theme", {inverse: "appCategory"});
    },
    get isVisible() {
        if (this.theme) {
            return super.isVisible && (this.isUnfolded || this.hasActiveThread);
        }
        if (this.id === "channels" && this.store.discuss_themes.length) {
            // what is left here is filed in a theme that the user may not see
            return (
                super.isVisible &&
                this.threads.some((thread) => thread.displayInSidebar)
            );
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
        if (this.theme) {
            return (t1.displayName ?? "").localeCompare(t2.displayName ?? "");
        }
        return super.sortThreads(...arguments);
    },
};
patch(DiscussAppCategory.prototype, discussAppCategoryPatch);
