import {MessagingMenu} from "@mail/core/public_web/messaging_menu";

import {onMounted, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** @type {MessagingMenu} */
const messagingMenuPatch = {
    setup() {
        super.setup(...arguments);
        this.more = useState({isLoading: false});
        onMounted(() => {
            // on a phone, the list of Discuss
            if (this.env.inDiscussApp) {
                this.store.workingSet.fetchPreviews();
            }
        });
    },
    /** @override */
    beforeOpen() {
        const result = super.beforeOpen(...arguments);
        this.store.workingSet.fetchPreviews();
        return result;
    },
    /** What the list that is shown holds, if it is one of conversations by type. */
    get listedTypes() {
        const {activeTab, searchTerm} = this.store.discuss;
        return !searchTerm && ["channel", "chat"].includes(activeTab)
            ? this.store.tabToThreadType(activeTab)
            : [];
    },
    /** How many conversations of the list the browser does not have. */
    get moreCount() {
        const {isOn, joined} = this.store.workingSet;
        if (!isOn) {
            return 0;
        }
        const here = this.threads.filter(
            (thread) =>
                thread.isHere && thread.standsInList && !thread.parent_channel_id
        );
        const number = joined
            .filter(([, type]) => this.listedTypes.includes(type))
            .reduce((total, [, , channels]) => total + channels, 0);
        return Math.max(0, number - here.length);
    },
    get moreText() {
        return _t("%(count)s more", {count: this.moreCount});
    },
    async loadMore() {
        if (this.more.isLoading) {
            return;
        }
        const before = this.moreCount;
        this.more.isLoading = true;
        try {
            await this.store.fetchStoreData("discuss.working_set/more", {
                channel_type: this.store.discuss.activeTab,
                in_any_theme: true,
                known_ids: this.threads.filter((t) => t.isHere).map(({id}) => id),
            });
        } finally {
            this.more.isLoading = false;
        }
        await this.store.workingSet.fetchPreviews();
        if (this.moreCount === before) {
            // nothing came: the number was of what has changed since
            this.store.workingSet.refreshSoon();
        }
    },
    /** @override */
    get _tabs() {
        const tabs = super._tabs;
        const {called, listed, privates} = this.store.workingSet.outside;
        for (const tab of tabs) {
            if (tab.id === "chat") {
                tab.counter += privates;
            } else if (tab.id === "channel") {
                const setting = this.store.settings.channel_notifications;
                if (setting !== "no_notif") {
                    tab.counter += setting === "all" ? listed - privates : called;
                }
                tab.channelHasUnread ||= listed > privates;
            }
        }
        return tabs;
    },
};
patch(MessagingMenu.prototype, messagingMenuPatch);
