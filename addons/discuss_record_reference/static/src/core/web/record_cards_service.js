import {reactive} from "@odoo/owl";

import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {batched} from "@web/core/utils/timing";

/** How many references the server takes at once. */
const MAX_PER_CALL = 50;
/** How long a card is taken for true, in milliseconds. */
const LIFETIME = 60 * 1000;

/**
 * The cards of the records that the messages on the screen refer to. The messages
 * appear together, so their references are asked for together.
 */
export const recordCardsService = {
    dependencies: ["orm"],
    start(env, {orm}) {
        /** @type {Object<string, Object[]>} by reference; nothing where there is none */
        const cards = reactive({});
        const askedAt = {};
        const waiting = new Set();

        const fetchWaiting = batched(
            async () => {
                const references = [...waiting];
                waiting.clear();
                for (let i = 0; i < references.length; i += MAX_PER_CALL) {
                    await fetchSome(references.slice(i, i + MAX_PER_CALL));
                }
            },
            () => new Promise((resolve) => browser.setTimeout(resolve, 0))
        );

        async function fetchSome(references) {
            let found = {};
            try {
                found = await orm.silent.call("discuss.channel", "get_record_cards", [
                    references,
                ]);
            } catch {
                // The message is whole without its cards: they are asked for again
                // when it is shown again.
                for (const reference of references) {
                    delete askedAt[reference];
                }
                return;
            }
            for (const reference of references) {
                if (found[reference]) {
                    cards[reference] = found[reference];
                } else {
                    delete cards[reference];
                }
            }
        }

        return {
            cards,
            /** Ask the server for those of `references` that are not known to be fresh. */
            request(references) {
                const now = Date.now();
                for (const reference of references) {
                    if (!(now - askedAt[reference] < LIFETIME)) {
                        askedAt[reference] = now;
                        waiting.add(reference);
                    }
                }
                if (waiting.size) {
                    fetchWaiting();
                }
            },
        };
    },
};

registry.category("services").add("discuss_record_reference.cards", recordCardsService);
