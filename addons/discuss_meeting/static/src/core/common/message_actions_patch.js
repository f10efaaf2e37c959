import {messageActionsRegistry} from "@mail/core/common/message_actions";

const edit = messageActionsRegistry.get("edit");

messageActionsRegistry.add(
    "edit",
    {
        ...edit,
        /** There is no text to edit in a card. */
        condition: (params) => edit.condition(params) && !params.message.meeting_id,
    },
    {force: true}
);
