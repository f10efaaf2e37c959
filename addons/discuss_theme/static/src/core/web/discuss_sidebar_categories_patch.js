import {NewChannelDialog} from "@discuss_theme/core/web/new_channel_dialog";

import {
    DiscussSidebarCategories,
    DiscussSidebarCategory,
    DiscussSidebarChannel,
} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";
import {useSortable} from "@web/core/utils/sortable_owl";

import {onPatched, onWillPatch, useRef} from "@odoo/owl";

const FAVORITE = ".o-discuss_theme-favorite";

/** @type {DiscussSidebarCategories} */
const discussSidebarCategoriesPatch = {
    setup() {
        super.setup(...arguments);
        const favorites = useRef("favorites");
        useSortable({
            // a click opens the channel: it takes more than that to move it
            tolerance: 5,
            cursor: "grabbing",
            elements: FAVORITE,
            onDrop: (params) => this.onDropFavorite(params),
            ref: favorites,
        });
        // A node that moves in the document loses the focus: who moves a favourite with
        // the keyboard goes on from there.
        let focused;
        onWillPatch(() => {
            const {activeElement} = document;
            focused = favorites.el?.contains(activeElement) ? activeElement : undefined;
        });
        onPatched(() => {
            if (focused?.isConnected && document.activeElement !== focused) {
                focused.focus();
            }
        });
    },
    /** @param {{element: HTMLElement, previous: HTMLElement|null}} params */
    onDropFavorite({element, previous}) {
        const others = this.store.discuss.favorites.shownThreads.filter(
            (thread) => thread.id !== Number(element.dataset.channelId)
        );
        const thread = this.store.Thread.get({
            id: Number(element.dataset.channelId),
            model: "discuss.channel",
        });
        const above = others.findIndex(
            ({id}) => id === Number(previous?.dataset.channelId)
        );
        return this.store.discuss.moveFavorite(thread, above + 1);
    },
};
patch(DiscussSidebarCategories.prototype, discussSidebarCategoriesPatch);

/** @type {DiscussSidebarCategory} */
const discussSidebarCategoryPatch = {
    setup() {
        super.setup(...arguments);
        this.dialogService = useService("dialog");
        this.orm = useService("orm");
    },
    get actions() {
        const actions = super.actions;
        if (this.category.theme) {
            const {importantCounter, unreadCounter} = this.category.theme;
            if (importantCounter || unreadCounter) {
                actions.push({
                    onSelect: () => this.markAsRead(),
                    label: _t("Mark theme as read"),
                    icon: "fa fa-check",
                });
            }
            actions.push(
                {
                    onSelect: () => this.browseChannels(),
                    label: _t("Browse channels"),
                    icon: "fa fa-search",
                },
                {
                    onSelect: () => this.createChannel(),
                    label: _t("New channel here"),
                    icon: "fa fa-plus",
                }
            );
        }
        return actions;
    },
    browseChannels() {
        const {theme} = this.category;
        this.actionService.doAction({
            context: {default_theme_id: theme.id},
            domain: [
                ["channel_type", "=", "channel"],
                ["parent_channel_id", "=", false],
                ["theme_id", "child_of", theme.id],
            ],
            name: _t("Channels: %(theme)s", {theme: theme.name}),
            res_model: "discuss.channel",
            type: "ir.actions.act_window",
            views: [
                [false, "kanban"],
                [false, "list"],
                [false, "form"],
            ],
        });
    },
    /** @override */
    toggle() {
        if (!this.category.theme) {
            return super.toggle(...arguments);
        }
        return this.category.theme.setFolded(this.category.open);
    },
    markAsRead() {
        return this.orm.call("discuss.theme", "mark_as_read", [
            [this.category.theme.id],
        ]);
    },
    createChannel() {
        this.dialogService.add(NewChannelDialog, {theme: this.category.theme});
    },
    get importantTitle() {
        const count = this.category.theme.importantCounter;
        return count === 1
            ? _t("1 message for you")
            : _t("%(count)s messages for you", {count});
    },
    get unreadTitle() {
        const count = this.category.theme.unreadCounter;
        return count === 1
            ? _t("1 unread message")
            : _t("%(count)s unread messages", {count});
    },
};
patch(DiscussSidebarCategory.prototype, discussSidebarCategoryPatch);

/** @type {DiscussSidebarChannel} */
const discussSidebarChannelPatch = {
    /** A thread that is a favourite stands there, and not below its channel, too. */
    get subChannels() {
        return super.subChannels.filter((sub) => !sub.isFavorite);
    },
    get bordered() {
        return super.bordered && this.subChannels.length > 0;
    },
    get attClassContainer() {
        const theme = this.thread.discussAppCategory?.theme;
        return {
            ...super.attClassContainer,
            "o-discuss_theme-favorite": this.thread.isFavorite,
            [`o-discuss_theme-indent-${theme?.indent}`]:
                theme && !this.store.discuss.isSidebarCompact,
        };
    },
};
patch(DiscussSidebarChannel.prototype, discussSidebarChannelPatch);
