import {MeetDialog} from "@discuss_meeting/core/web/meet_dialog";

import {registerThreadAction} from "@mail/core/common/thread_actions";

import {_t} from "@web/core/l10n/translation";

registerThreadAction("meet", {
    condition: ({owner, thread}) =>
        thread?.canMeet &&
        (!owner.props.chatWindow || owner.props.chatWindow.isOpen) &&
        !owner.env.inMeetingView,
    icon: "fa fa-fw fa-handshake-o",
    name: _t("Meet"),
    open: ({store, thread}) => store.env.services.dialog.add(MeetDialog, {thread}),
    sequence: 15,
    sequenceGroup: 10,
});
