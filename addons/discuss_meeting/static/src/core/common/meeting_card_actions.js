import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/**
 * What can be done with a meeting, on its card, besides coming in.
 *
 * @typedef {Object} MeetingCardAction
 * @property {(params: MeetingCardParams) => boolean} condition
 * @property {string} icon
 * @property {boolean} [isQuick=false] whether it is a button, and not in the menu
 * @property {string} name
 * @property {(params: MeetingCardParams) => any} onSelected
 *
 * @typedef {Object} MeetingCardParams
 * @property {boolean} isOver
 * @property {import("models").Meeting} meeting
 * @property {import("models").Message} message the card
 * @property {import("models").Store} store
 */
export const meetingCardActionsRegistry = registry.category(
    "discuss_meeting.card_actions"
);

function confirm({meeting, store}, method, {title, body, confirmLabel}) {
    store.env.services.dialog.add(ConfirmationDialog, {
        body,
        cancel: () => undefined,
        cancelLabel: _t("Cancel"),
        confirm: () => meeting.call(method),
        confirmClass: "btn-danger",
        confirmLabel,
        title,
    });
}

meetingCardActionsRegistry
    .add(
        "copy-link",
        {
            condition: ({isOver, meeting}) => !isOver && meeting.isSelfInternal,
            icon: "fa fa-fw fa-link",
            isQuick: true,
            name: _t("Copy Link"),
            onSelected: ({meeting}) => meeting.copyLink(),
        },
        {sequence: 10}
    )
    .add(
        "hold-in-channel",
        {
            condition: ({isOver, meeting, message}) =>
                !isOver &&
                meeting.isSelfHost &&
                !meeting.is_in_channel &&
                Boolean(message.thread) &&
                // calls are made in channels, not in their threads
                !message.thread.parent_channel_id,
            icon: "fa fa-fw fa-video-camera",
            name: _t("Make It a Call in This Channel"),
            onSelected: ({meeting}) => meeting.call("hold_in_channel"),
        },
        {sequence: 20}
    )
    .add(
        "end",
        {
            condition: ({isOver, meeting}) =>
                !isOver && meeting.isSelfHost && Boolean(meeting.started_date),
            icon: "fa fa-fw fa-stop-circle-o",
            name: _t("End the Meeting"),
            onSelected: (params) =>
                params.meeting.insiders.length
                    ? confirm(params, "end", {
                          body: _t("Everybody leaves it."),
                          confirmLabel: _t("End the Meeting"),
                          title: _t("End this meeting for everybody?"),
                      })
                    : params.meeting.call("end"),
        },
        {sequence: 30}
    )
    .add(
        "revoke",
        {
            condition: ({isOver, meeting}) => !isOver && meeting.isSelfHost,
            icon: "fa fa-fw fa-chain-broken",
            name: _t("Revoke the Link"),
            onSelected: (params) =>
                confirm(params, "revoke", {
                    body: _t(
                        "It leads nowhere any more, and whoever is in the meeting leaves it. This cannot be undone."
                    ),
                    confirmLabel: _t("Revoke the Link"),
                    title: _t("Revoke this link?"),
                }),
        },
        {sequence: 40}
    );
