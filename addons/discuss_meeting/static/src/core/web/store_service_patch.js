import {Store} from "@mail/core/common/store_service";

import {user} from "@web/core/user";
import {patch} from "@web/core/utils/patch";

/** @type {import("models").Store} */
const storePatch = {
    /** @override whom the user is to let in is known to a page that was just opened */
    async initialize() {
        if (user.isInternalUser) {
            this.fetchStoreData("discuss_meeting.lobby");
        }
        return super.initialize(...arguments);
    },
};
patch(Store.prototype, storePatch);
