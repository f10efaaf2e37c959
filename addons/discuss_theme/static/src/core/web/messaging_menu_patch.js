import {MessagingMenu} from "@mail/core/public_web/messaging_menu";

import {patch} from "@web/core/utils/patch";

/** @type {MessagingMenu} */
const messagingMenuPatch = {
    /** Stock counts its own categories, where neither favourites are left nor what has
     * a theme. */
    get _tabs() {
        const tabs = super._tabs;
        const threads = [
            this.store.discuss.favorites,
            ...this.store.discuss_themes.map((theme) => theme.appCategory),
        ].flatMap((category) => [...(category?.threadsWithCounter ?? [])]);
        for (const tab of tabs.filter(({id}) => ["channel", "chat"].includes(id))) {
            const types = this.store.tabToThreadType(tab.id);
            tab.counter += threads.filter((thread) =>
                types.includes(thread.channel_type)
            ).length;
        }
        return tabs;
    },
};
patch(MessagingMenu.prototype, messagingMenuPatch);
