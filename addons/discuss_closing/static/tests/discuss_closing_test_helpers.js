import {discussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {defineModels} from "@web/../tests/web_test_helpers";

import {DiscussChannel} from "./mock_server/mock_models/discuss_channel";

export function defineDiscussClosingModels() {
    return defineModels({...discussThemeModels, DiscussChannel});
}

/** The values of a channel that was closed. */
export const CLOSED = {
    closed_by: "Mitchell Admin",
    closed_date: "2026-05-04 12:00:00",
    is_closed: true,
    outcome: "The fair was a success",
};
