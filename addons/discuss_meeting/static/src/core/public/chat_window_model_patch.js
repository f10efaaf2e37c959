import {ChatWindow} from "@mail/core/common/chat_window_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").ChatWindow} */
const chatWindowPatch = {
    /** @override a conversation that is open on another page, as that from which one has
     * come, does not cover the call that this page is for: on a phone, it would */
    computeCanShow() {
        const {thread} = this.store.discuss;
        return (
            super.computeCanShow(...arguments) &&
            (!thread?.is_meeting_room || thread.eq(this.thread))
        );
    },
};
patch(ChatWindow.prototype, chatWindowPatch);
