import {DiscussAppCategory} from "@mail/discuss/core/public_web/discuss_app_category_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").DiscussAppCategory} */
const discussAppCategoryPatch = {
    setup() {
        super.setup(...arguments);
        this.isLoadingMore = false;
    },
    /** @override what has a heading of its own in stock may not be here at all */
    get isVisible() {
        return super.isVisible || (this.id === "channels" && this.moreCount > 0);
    },
    /**
     * Whether channels of this theme (0 without one) and type stand here, favourites
     * aside.
     *
     * @param {number} themeId
     * @param {string} type
     */
    holds(themeId, type) {
        const theme = themeId && this.store["discuss.theme"].get(themeId);
        const isSeen = Boolean(theme?.storeAsTheme);
        if (this.theme) {
            return isSeen && this.theme.eq(theme);
        }
        if (this.id === "channels") {
            return !isSeen && type === "channel";
        }
        return this.id === "chats" && !isSeen && ["chat", "group"].includes(type);
    },
    /** How many channels stand here that the browser does not have. */
    get moreCount() {
        const {workingSet} = this.store;
        if (!workingSet?.isOn) {
            return 0;
        }
        const candidates = [...this.threads, ...this.store.discuss.favorites.threads];
        const here = candidates.filter(
            (thread) =>
                thread.isHere &&
                !thread.parent_channel_id &&
                thread.standsInList &&
                this.holds(thread.theme_id?.id ?? 0, thread.channel_type)
        );
        const joined = workingSet.joined
            .filter(([themeId, type]) => this.holds(themeId, type))
            .reduce((total, [, , number]) => total + number, 0);
        return Math.max(0, joined - here.length);
    },
    async loadMore() {
        const before = this.moreCount;
        const candidates = [...this.threads, ...this.store.discuss.favorites.threads];
        this.isLoadingMore = true;
        try {
            await this.store.fetchStoreData("discuss.working_set/more", {
                known_ids: candidates.filter((t) => t.isHere).map(({id}) => id),
                ...(this.theme
                    ? {theme_id: this.theme.id}
                    : {channel_type: this.id === "channels" ? "channel" : "chat"}),
            });
        } finally {
            this.isLoadingMore = false;
        }
        if (this.moreCount === before) {
            // nothing came: the number was of what has changed since
            this.store.workingSet.refreshSoon();
        }
    },
};
patch(DiscussAppCategory.prototype, discussAppCategoryPatch);
