import {Message} from "@mail/core/common/message_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Message} */
const messagePatch = {
    canAddReaction() {
        return !this.thread?.is_closed && super.canAddReaction(...arguments);
    },
    canReplyTo() {
        return !this.thread?.is_closed && super.canReplyTo(...arguments);
    },
};
patch(Message.prototype, messagePatch);
