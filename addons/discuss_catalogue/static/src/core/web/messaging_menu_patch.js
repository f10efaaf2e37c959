import {browseChannels} from "@discuss_catalogue/core/web/browse_channels";

import {MessagingMenu} from "@mail/core/public_web/messaging_menu";

import {patch} from "@web/core/utils/patch";

/** @type {MessagingMenu} */
const messagingMenuPatch = {
    onClickBrowseChannels() {
        this.dropdown.close();
        return browseChannels(this.env);
    },
};
patch(MessagingMenu.prototype, messagingMenuPatch);
