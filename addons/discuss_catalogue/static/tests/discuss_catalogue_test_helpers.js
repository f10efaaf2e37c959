import {DiscussChannel} from "@discuss_catalogue/../tests/mock_server/mock_models/discuss_channel";

import {
    createChannel,
    discussThemeModels,
} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {contains} from "@mail/../tests/mail_test_helpers";

import {queryAllTexts} from "@odoo/hoot";

import {Command, defineModels, getService} from "@web/../tests/web_test_helpers";

export const ROW = ".o-discuss_catalogue-Row";
export const NAME = `${ROW}-name`;
export const SEARCH = ".o-discuss_catalogue-search";
export const THEME = ".o-discuss_catalogue-theme";
export const TOTAL = ".o-discuss_catalogue-total";

export function defineDiscussCatalogueModels() {
    return defineModels({...discussThemeModels, DiscussChannel});
}

/**
 * Create channels of which the current user is no member.
 *
 * @param {import("@web/../tests/web_test_helpers").MockServer["env"]} pyEnv
 * @param {string[]} names the first one is where something happened last
 * @param {number} themeId
 * @param {Object} [values={}] more values of the channels
 * @returns {number[]}
 */
export function createOthers(pyEnv, names, themeId, values = {}) {
    return names.map((name, rank) =>
        createChannel(pyEnv, name, themeId, {
            values: {
                channel_member_ids: [
                    Command.create({
                        partner_id: pyEnv["res.partner"].create({name: `In ${name}`}),
                    }),
                ],
                last_interest_dt: `2026-01-01 12:00:${String(59 - rank).padStart(2, 0)}`,
                ...values,
            },
        })
    );
}

/** Open the catalogue, with this in the context. */
export async function openCatalogue(context = {}) {
    await getService("action").doAction({
        context,
        tag: "discuss_catalogue.action",
        type: "ir.actions.client",
    });
    await contains(".o-discuss_catalogue");
}

/** The names that are shown, from top to bottom. */
export function shownNames() {
    return queryAllTexts(NAME);
}

/** Names of the channels, without what stands beside them. */
export function rowOf(name) {
    return `${ROW}:has(bdi:contains(/^${name}$/))`;
}
