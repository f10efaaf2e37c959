import {MessagingMenu} from "@mail/core/public_web/messaging_menu";

import {patch} from "@web/core/utils/patch";

/** @type {MessagingMenu} */
const messagingMenuPatch = {
    get threads() {
        return super.threads.filter((thread) => thread.isListed);
    },
};
patch(MessagingMenu.prototype, messagingMenuPatch);
