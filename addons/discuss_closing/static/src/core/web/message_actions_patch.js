import {messageActionsRegistry} from "@mail/core/common/message_actions";
import "@mail/discuss/core/public_web/message_actions";

const startOrView = messageActionsRegistry.get("create-or-view-thread");

messageActionsRegistry.add(
    "create-or-view-thread",
    {
        ...startOrView,
        /** Threads of a closed channel are read, and no more are started. */
        condition: (params) =>
            startOrView.condition(params) &&
            (!params.thread.is_closed || Boolean(params.message.linkedSubChannel)),
    },
    {force: true}
);
