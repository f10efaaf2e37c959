import {Message} from "@mail/core/common/message_model";
import {fields} from "@mail/core/common/record";

import {patch} from "@web/core/utils/patch";

import {findReferences} from "./record_references";

patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /** What the message refers to, whether it leads somewhere or not. */
        this.recordReferences = fields.Attr([], {
            /** @this {import("models").Message} */
            compute() {
                return this.thread &&
                    this.store.self_partner?.main_user_id?.share === false
                    ? findReferences(this.body)
                    : [];
            },
        });
    },
});
