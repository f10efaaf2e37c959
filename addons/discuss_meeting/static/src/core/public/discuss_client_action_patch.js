import {DiscussClientAction} from "@mail/core/public_web/discuss_client_action";
import "@mail/discuss/call/public/discuss_client_action_patch";

import {patch} from "@web/core/utils/patch";

/** @type {DiscussClientAction} */
const discussClientActionPatch = {
    /** @override a colleague who comes to a room has just said so: the call begins. Who
     * is from outside looks at their camera before. */
    async restoreDiscussThread() {
        await super.restoreDiscussThread(...arguments);
        if (
            this.store.is_welcome_page_displayed &&
            this.store.discuss.thread?.is_meeting_room &&
            this.store.self_partner?.main_user_id?.share === false
        ) {
            this.closeWelcomePage();
        }
    },
};
patch(DiscussClientAction.prototype, discussClientActionPatch);
