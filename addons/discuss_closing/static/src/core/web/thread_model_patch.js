import {Thread} from "@mail/core/common/thread_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    /** @override */
    get standsInList() {
        return super.standsInList && !this.is_closed;
    },
};
patch(Thread.prototype, threadPatch);
