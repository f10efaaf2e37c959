import {Store} from "@mail/core/common/store_service";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Store} */
const storePatch = {
    /** @override what is over is not waiting for anybody */
    computeGlobalCounter() {
        const counter = super.computeGlobalCounter();
        if (this.channels?.status !== "fetched") {
            return counter;
        }
        const closed = Object.values(this.Thread.records).filter(
            (thread) =>
                thread.is_closed &&
                thread.displayToSelf &&
                !thread.self_member_id?.mute_until_dt &&
                thread.self_member_id?.message_unread_counter &&
                !thread.message_needaction_counter
        );
        return counter - closed.length;
    },
};
patch(Store.prototype, storePatch);
