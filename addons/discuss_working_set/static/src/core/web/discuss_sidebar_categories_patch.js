import {DiscussSidebarCategories} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** @type {DiscussSidebarCategories} */
const discussSidebarCategoriesPatch = {
    /** @param {import("models").DiscussAppCategory} category */
    moreText(category) {
        return _t("%(count)s more", {count: category.moreCount});
    },
    /** @param {import("models").DiscussAppCategory} category */
    moreTitle(category) {
        return _t("Show more of “%(category)s”", {category: category.name});
    },
};
patch(DiscussSidebarCategories.prototype, discussSidebarCategoriesPatch);
