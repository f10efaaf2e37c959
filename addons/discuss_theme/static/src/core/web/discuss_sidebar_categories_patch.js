import {NewChannelDialog} from "@discuss_theme/core/web/new_channel_dialog";

import {
    DiscussSidebarCategory,
    DiscussSidebarChannel,
} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";

/** @type {DiscussSidebarCategory} */
const discussSidebarCategoryPatch = {
    setup() {
        super.setup(...arguments);
        this.dialogService = useService("dialog");
    },
    get actions() {
        const actions = super.actions;
        if (this.category.theme) {
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
    get attClassContainer() {
        const theme = this.thread.discussAppCategory?.theme;
        return {
            ...super.attClassContainer,
            [`o-discuss_theme-indent-${theme?.indent}`]:
                theme && !this.store.discuss.isSidebarCompact,
        };
    },
};
patch(DiscussSidebarChannel.prototype, discussSidebarChannelPatch);
