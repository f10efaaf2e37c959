import {registerMessageAction} from "@mail/core/common/message_actions";

import {_t} from "@web/core/l10n/translation";

/**
 * Whether something may be made out of a message: a colleague reads it, and somebody
 * wrote it in a channel. What they may make is checked by the server.
 *
 * @param {Object} param0
 * @param {import("models").Message} param0.message
 * @param {import("models").Store} param0.store
 * @returns {boolean}
 */
export function canFollowUp({message, store}) {
    return (
        message.persistent &&
        !message.isEmpty &&
        message.message_type !== "notification" &&
        message.thread?.model === "discuss.channel" &&
        store.self_partner?.main_user_id?.share === false
    );
}

/**
 * Ask what is needed to make something out of a message.
 *
 * @param {import("models").Message} message
 * @param {string} kind as the server knows it
 * @param {string} title
 */
export function followUp(message, kind, title) {
    return message.store.env.services.action.doAction(
        {
            name: title,
            res_model: "discuss.message.follow.up",
            target: "new",
            type: "ir.actions.act_window",
            views: [[false, "form"]],
        },
        {additionalContext: {default_kind: kind, default_message_id: message.id}}
    );
}

registerMessageAction("follow-up-activity", {
    condition: canFollowUp,
    icon: "fa fa-clock-o",
    name: _t("Create Activity"),
    onSelected: ({message}) => followUp(message, "activity", _t("Create Activity")),
    sequence: 80,
});
registerMessageAction("follow-up-note", {
    condition: canFollowUp,
    icon: "fa fa-sticky-note-o",
    name: _t("Note on a Record"),
    onSelected: ({message}) => followUp(message, "note", _t("Note on a Record")),
    sequence: 82,
});
