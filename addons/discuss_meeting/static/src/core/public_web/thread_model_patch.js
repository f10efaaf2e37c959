import {Thread} from "@mail/core/common/thread_model";
import "@mail/discuss/core/public_web/thread_model_patch";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    /** @override rooms are come to by their link: after the call, they are in no list */
    _computeDisplayInSidebar() {
        if (
            this.is_meeting_room &&
            !this.rtc_session_ids.length &&
            !this.importantCounter &&
            !this.eq(this.store.discuss.thread)
        ) {
            return false;
        }
        return super._computeDisplayInSidebar(...arguments);
    },
};
patch(Thread.prototype, threadPatch);
