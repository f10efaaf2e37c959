import {threadActionsRegistry} from "@mail/core/common/thread_actions";
import "@mail/discuss/core/common/thread_actions";

import {patch} from "@web/core/utils/patch";

patch(threadActionsRegistry.get("invite-people"), {
    condition({thread}) {
        return super.condition(...arguments) && thread.canInvite;
    },
});
