import {News} from "@discuss_theme/core/web/news";

import {fields} from "@mail/core/common/record";
import {Store} from "@mail/core/common/store_service";

import {markRaw} from "@odoo/owl";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        /** @type {Set<News>} one for each answer that is waited for */
        this.newsOfFetches = markRaw(new Set());
        this.discuss_default_theme = fields.One("discuss.theme");
        this.discuss_themes = fields.Many("discuss.theme", {
            inverse: "storeAsTheme",
            sort: (t1, t2) => t1.compare(t2),
        });
        /** The themes as one reads them from top to bottom. */
        this.discuss_theme_tree = fields.Many("discuss.theme", {
            compute() {
                const walk = (theme) => [theme, ...theme.child_ids.flatMap(walk)];
                return this.discuss_themes
                    .filter((theme) => !theme.parent_id)
                    .flatMap(walk);
            },
        });
    },
    /** @override */
    async _fetchStoreDataRpc() {
        const news = new News();
        this.newsOfFetches.add(news);
        try {
            const data = await super._fetchStoreDataRpc(...arguments);
            news.correct(data, this);
            return data;
        } finally {
            this.newsOfFetches.delete(news);
        }
    },
};
patch(Store.prototype, storePatch);
