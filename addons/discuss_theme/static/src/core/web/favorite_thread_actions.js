import {registerThreadAction} from "@mail/core/common/thread_actions";

import {_t} from "@web/core/l10n/translation";

/** In a menu the label says what happens; elsewhere, there is a button that stays down. */
const isInMenu = ({owner}) =>
    owner.isDiscussSidebarChannelActions || Boolean(owner.props.chatWindow);

const isMovable = ({owner, thread}) =>
    owner.isDiscussSidebarChannelActions && thread?.isFavorite;

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
    condition: (params) => isMovable(params) && params.thread.favoriteIndex > 0,
    icon: "fa fa-fw fa-arrow-up",
    name: _t("Move Up"),
    open: ({store, thread}) =>
        store.discuss.moveFavorite(thread, thread.favoriteIndex - 1),
    sequence: 6,
    sequenceGroup: 10,
});
registerThreadAction("favorite-move-down", {
    condition: (params) =>
        isMovable(params) &&
        params.thread.favoriteIndex <
            params.store.discuss.favorites.shownThreads.length - 1,
    icon: "fa fa-fw fa-arrow-down",
    name: _t("Move Down"),
    open: ({store, thread}) =>
        store.discuss.moveFavorite(thread, thread.favoriteIndex + 1),
    sequence: 7,
    sequenceGroup: 10,
});
