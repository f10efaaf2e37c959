import {fields} from "@mail/core/common/record";
import {DiscussApp} from "@mail/core/public_web/discuss_app_model";

import {_t} from "@web/core/l10n/translation";
import {rpc} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

/** @type {import("models").DiscussApp} */
const discussAppPatch = {
    setup() {
        super.setup(...arguments);
        this.favorites = fields.One("DiscussAppCategory", {
            compute() {
                return {
                    extraClass: "o-discuss_theme-FavoriteCategory",
                    icon: "fa fa-star",
                    id: "discuss_theme.favorites",
                    name: _t("Favorites"),
                    // above all those of stock
                    sequence: 1,
                    serverStateKey: "is_discuss_sidebar_category_favorite_open",
                };
            },
            eager: true,
        });
    },
    /**
     * Put a favourite elsewhere among the others.
     *
     * @param {import("models").Thread} thread
     * @param {number} index its new place among those that are shown
     */
    async moveFavorite(thread, index) {
        const threads = this.favorites.shownThreads.filter((other) =>
            other.notEq(thread)
        );
        threads.splice(index, 0, thread);
        const members = threads.map((favorite) => favorite.self_member_id);
        const before = members.map((member) => member.favorite_sequence);
        // at once: what was dropped must not jump back for the time of a request
        members.forEach((member, rank) => (member.favorite_sequence = rank + 1));
        try {
            const data = await rpc("/discuss/channel/favorite/order", {
                channel_ids: threads.map((favorite) => favorite.id),
            });
            this.store.insert(data);
        } catch (error) {
            members.forEach(
                (member, rank) => (member.favorite_sequence = before[rank])
            );
            throw error;
        }
    },
};
patch(DiscussApp.prototype, discussAppPatch);
