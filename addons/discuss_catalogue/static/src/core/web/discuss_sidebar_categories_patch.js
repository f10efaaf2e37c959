import {browseChannels} from "@discuss_catalogue/core/web/browse_channels";

// after these, as the patch applied last is called first
import "@discuss_theme/core/web/discuss_sidebar_categories_patch";
import "@mail/discuss/core/web/discuss_sidebar_categories_patch";

import {DiscussSidebarCategory} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import {patch} from "@web/core/utils/patch";

/** @type {DiscussSidebarCategory} */
const discussSidebarCategoryPatch = {
    /** @override the action "View or join channels" of stock */
    open() {
        return this.category.id === "channels"
            ? browseChannels(this.env)
            : super.open(...arguments);
    },
    /** @override */
    browseChannels() {
        return browseChannels(this.env, {themeId: this.category.theme.id});
    },
};
patch(DiscussSidebarCategory.prototype, discussSidebarCategoryPatch);
