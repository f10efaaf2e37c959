import {fields} from "@mail/core/common/record";
import {Store} from "@mail/core/common/store_service";

import {markRaw} from "@odoo/owl";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        /**
         * For each answer that is waited for: what was told of channels meanwhile.
         * @type {Set<Map<number, Object>>}
         */
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
    /**
     * The server may have looked before something changed, and its answer come after
     * everybody was told of it: what was told holds.
     *
     * @override
     */
    async _fetchStoreDataRpc() {
        const news = new Map();
        this.newsOfFetches.add(news);
        try {
            const data = await super._fetchStoreDataRpc(...arguments);
            for (const channel of data["discuss.channel"] ?? []) {
                Object.assign(channel, news.get(channel.id));
            }
            return data;
        } finally {
            this.newsOfFetches.delete(news);
        }
    },
    /** @param {Object} data that the bus tells */
    noteNewsOfChannels(data) {
        for (const news of this.newsOfFetches) {
            for (const {id, ...values} of data["discuss.channel"] ?? []) {
                // lists are changes of lists, which cannot be made twice
                const told = Object.entries(values).filter(
                    ([, v]) => !Array.isArray(v)
                );
                news.set(id, {...news.get(id), ...Object.fromEntries(told)});
            }
        }
    },
};
patch(Store.prototype, storePatch);
