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

/**
 * List the channels that the user may see: there one selects several, to move them to
 * another theme or to merge them.
 *
 * @param {import("@web/env").OdooEnv} env
 * @param {number} themeId none, if it is no theme
 */
export function listChannels(env, themeId) {
    const context = themeId > 0 ? {search_default_theme_id: themeId} : {};
    return env.services.action.doAction("discuss_theme.discuss_channel_action", {
        additionalContext: context,
    });
}
