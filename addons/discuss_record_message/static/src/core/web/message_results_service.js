import {reactive} from "@odoo/owl";

import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {batched} from "@web/core/utils/timing";

/** How many messages the server takes at once. */
const MAX_PER_CALL = 100;

/**
 * @typedef {Object} Result what was made out of a message
 * @property {number} message_id
 * @property {string} kind as in the actions of messages
 * @property {string} label of the kind
 * @property {string} model
 * @property {number} id
 * @property {string} name
 */

/**
 * What was made out of the messages on the screen, as far as the reader may read it. The
 * messages appear together, so they are asked about together, and those of which nothing
 * was made not at all.
 */
export const messageResultsService = {
    dependencies: ["orm"],
    start(env, {orm}) {
        /** @type {Object<number, Result[]>} by id of the message */
        const results = reactive({});
        /** How many results there were, when a message was asked about. */
        const askedWith = {};
        const waiting = new Set();

        const fetchWaiting = batched(
            async () => {
                const ids = [...waiting];
                waiting.clear();
                for (let i = 0; i < ids.length; i += MAX_PER_CALL) {
                    await fetchSome(ids.slice(i, i + MAX_PER_CALL));
                }
            },
            () => new Promise((resolve) => browser.setTimeout(resolve, 0))
        );

        async function fetchSome(ids) {
            let found = [];
            try {
                found = await orm.silent.call("mail.message", "get_results", [ids]);
            } catch {
                // The message is whole without: it is asked about again when it is
                // shown again.
                for (const id of ids) {
                    delete askedWith[id];
                }
                return;
            }
            const byMessage = Object.groupBy(found, (result) => result.message_id);
            for (const id of ids) {
                results[id] = byMessage[id] ?? [];
            }
        }

        return {
            results,
            /**
             * Ask the server about a message, unless it was asked since the last thing
             * was made of it.
             *
             * @param {import("models").Message} message
             */
            request({id, result_count: count}) {
                if (askedWith[id] !== count) {
                    askedWith[id] = count;
                    waiting.add(id);
                    fetchWaiting();
                }
            },
        };
    },
};

registry
    .category("services")
    .add("discuss_record_message.results", messageResultsService);
