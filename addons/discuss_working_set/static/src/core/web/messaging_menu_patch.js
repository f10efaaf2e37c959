import {MessagingMenu} from "@mail/core/public_web/messaging_menu";

import {onMounted} from "@odoo/owl";

import {patch} from "@web/core/utils/patch";

/** @type {MessagingMenu} */
const messagingMenuPatch = {
    setup() {
        super.setup(...arguments);
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
