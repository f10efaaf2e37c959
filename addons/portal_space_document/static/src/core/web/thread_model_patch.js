import {Thread} from "@mail/core/common/thread_model";

import {patch} from "@web/core/utils/patch";

patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        /** Whether files of this record can be shared with a customer. */
        this.portal_has_customer = false;
    },
});
