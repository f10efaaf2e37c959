import {registerThreadAction} from "@mail/core/common/thread_actions";

import {_t} from "@web/core/l10n/translation";

/** In a menu the label says what happens; elsewhere, there is a button that stays down. */
const isInMenu = ({owner}) =>
    owner.isDiscussSidebarChannelActions || Boolean(owner.props.chatWindow);

/**
 * Where a favourite goes that moves by one: in the list of channels, among all of them;
 * on a phone, among those of its tab, which are all that one sees there.
 *
 * @param {Object} params
 * @param {Component} params.owner where the menu is
 * @param {import("models").Store} params.store
 * @param {import("models").Thread} params.thread
 * @param {1|-1} step
 * @returns {number|undefined} its new place among all; none, and it stays
 */
function getPlace({owner, store, thread}, step) {
    const isOnPhone = store.env.services.ui.isSmall && Boolean(owner.props.chatWindow);
    if (!thread?.isFavorite || !(owner.isDiscussSidebarChannelActions || isOnPhone)) {
        return undefined;
    }
    const favorites = store.discuss.favorites.shownThreads;
    const types = ["channel", "chat"]
        .map((tab) => store.tabToThreadType(tab))
        .find((tabTypes) => tabTypes.includes(thread.channel_type));
    const neighbours = isOnPhone
        ? favorites.filter((other) => types?.includes(other.channel_type))
        : favorites;
    const neighbour = neighbours[neighbours.findIndex((t) => t.eq(thread)) + step];
    return neighbour?.favoriteIndex;
}

registerThreadAction("favorite", {
    ariaPressed: (params) =>
        isInMenu(params) ? undefined : String(params.thread.isFavorite),
    condition: ({store, thread}) =>
        thread?.model === "discuss.channel" &&
        thread.self_member_id &&
        store.self?.main_user_id?.share === false,
    icon: ({thread}) =>
        `fa fa-fw ${
            thread.isFavorite ? "fa-star o-discuss_theme-isFavorite" : "fa-star-o"
        }`,
    name(params) {
        if (!isInMenu(params)) {
            return _t("Favorite");
        }
        return params.thread.isFavorite
            ? _t("Remove from Favorites")
            : _t("Add to Favorites");
    },
    open: ({thread}) => thread.setFavorite(!thread.isFavorite),
    sequence: 5,
    sequenceGroup: 10,
});
registerThreadAction("favorite-move-up", {
    condition: (params) => getPlace(params, -1) !== undefined,
    icon: "fa fa-fw fa-arrow-up",
    name: _t("Move Up"),
    open: (params) =>
        params.store.discuss.moveFavorite(params.thread, getPlace(params, -1)),
    sequence: 6,
    sequenceGroup: 10,
});
registerThreadAction("favorite-move-down", {
    condition: (params) => getPlace(params, 1) !== undefined,
    icon: "fa fa-fw fa-arrow-down",
    name: _t("Move Down"),
    open: (params) =>
        params.store.discuss.moveFavorite(params.thread, getPlace(params, 1)),
    sequence: 7,
    sequenceGroup: 10,
});
