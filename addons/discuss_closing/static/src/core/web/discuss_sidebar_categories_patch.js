import {DiscussSidebarChannel} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import {patch} from "@web/core/utils/patch";

/** @type {DiscussSidebarChannel} */
const discussSidebarChannelPatch = {
    get attClass() {
        const isClosed = this.thread.is_closed;
        return {
            ...super.attClass,
            "o-discuss_closing-closed text-muted": isClosed,
            ...(isClosed ? {"o-unread": false} : {}),
        };
    },
};
patch(DiscussSidebarChannel.prototype, discussSidebarChannelPatch);
