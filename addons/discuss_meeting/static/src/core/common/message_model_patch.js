import {fields} from "@mail/core/common/record";
import {Message} from "@mail/core/common/message_model";

import {patch} from "@web/core/utils/patch";

patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /** The meeting of which the message is the card. */
        this.meeting_id = fields.One("discuss.meeting");
    },
});
