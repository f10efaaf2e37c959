import {registry} from "@web/core/registry";

/**
 * @typedef {Object} Glance what the reader finds in the channels of a record
 * @property {number} id of the record
 * @property {number} channel_id the channel that they open
 * @property {[number, number][]} channels those that they are in, with what is unread
 * @property {{id: number, author: string, date: string, words: string}|null} last
 */

/** Asks for all rows of a list, or all cards, at once what each of them shows. */
export const discussRecordGlanceService = {
    dependencies: ["orm"],
    start(env, {orm}) {
        const batches = {};

        async function fetchBatch(model) {
            // until all rows have asked
            await Promise.resolve();
            const ids = [...batches[model].ids];
            delete batches[model];
            const glances = await orm.silent.call(model, "get_discuss_glances", [ids]);
            return new Map(glances.map((glance) => [glance.id, glance]));
        }

        return {
            /**
             * @param {string} model of the record
             * @param {number} id of the record
             * @returns {Promise<Glance|undefined>}
             */
            async load(model, id) {
                if (!batches[model]) {
                    batches[model] = {ids: new Set()};
                    batches[model].glances = fetchBatch(model);
                }
                const {glances, ids} = batches[model];
                ids.add(id);
                return (await glances).get(id);
            },
        };
    },
};

registry.category("services").add("discuss_record.glance", discussRecordGlanceService);
