import {registerMessageAction} from "@mail/core/common/message_actions";

import {canFollowUp, followUp} from "@discuss_record_message/core/web/message_actions";

import {_t} from "@web/core/l10n/translation";

registerMessageAction("follow-up-task", {
    condition: ({message, store}) =>
        store.has_access_create_task && canFollowUp({message, store}),
    icon: "fa fa-tasks",
    name: _t("Create Task"),
    onSelected: ({message}) => followUp(message, "task", _t("Create Task")),
    sequence: 81,
});
