import {Message} from "@mail/core/common/message_model";

import {patch} from "@web/core/utils/patch";

patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /** How many things were made out of it, whether the reader may read them or not. */
        this.result_count = 0;
    },
});
