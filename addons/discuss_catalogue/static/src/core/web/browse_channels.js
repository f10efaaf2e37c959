/**
 * Show the channels that the user may see.
 *
 * @param {import("@web/env").OdooEnv} env
 * @param {Object} [param1={}]
 * @param {string} [param1.search] words to search for
 * @param {number} [param1.themeId] theme to begin with
 */
export function browseChannels(env, {search, themeId} = {}) {
    return env.services.action.doAction("discuss_catalogue.discuss_catalogue_action", {
        additionalContext: {
            catalogue_search: search,
            default_theme_id: themeId,
        },
    });
}
