import {DiscussCoreCommon} from "@mail/discuss/core/common/discuss_core_common_service";

import {patch} from "@web/core/utils/patch";

/** Longer ago than a message could come in again. */
const REMEMBERED = 1000;

/** @type {DiscussCoreCommon} */
const discussCoreCommonPatch = {
    setup() {
        super.setup(...arguments);
        /** @type {Set<number>} */
        this.handledMessageIds = new Set();
    },
    /**
     * What is for the user comes twice, if they listen to the channel: it must not be
     * counted twice.
     */
    async _handleNotificationNewMessage(payload) {
        const [message] = payload.data["mail.message"] ?? [];
        const messageId = message?.id ?? message;
        if (this.store.workingSet.isOn && messageId) {
            if (this.handledMessageIds.has(messageId)) {
                return;
            }
            this.handledMessageIds.add(messageId);
            if (this.handledMessageIds.size > REMEMBERED) {
                const [oldest] = this.handledMessageIds;
                this.handledMessageIds.delete(oldest);
            }
        }
        return super._handleNotificationNewMessage(...arguments);
    },
};
patch(DiscussCoreCommon.prototype, discussCoreCommonPatch);
