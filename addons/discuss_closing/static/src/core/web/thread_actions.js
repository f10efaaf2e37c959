import {CloseChannelDialog} from "@discuss_closing/core/web/close_channel_dialog";

import {registerThreadAction} from "@mail/core/common/thread_actions";

import {_t} from "@web/core/l10n/translation";

const isManaged = ({thread}) =>
    thread?.model === "discuss.channel" &&
    ["channel", "group"].includes(thread.channel_type) &&
    thread.can_manage;

registerThreadAction("close-channel", {
    condition: (params) => isManaged(params) && !params.thread.is_closed,
    icon: "fa fa-fw fa-lock",
    name: _t("Close Channel…"),
    open: ({store, thread}) =>
        store.env.services.dialog.add(CloseChannelDialog, {thread}),
    sequence: 40,
    sequenceGroup: 20,
});
registerThreadAction("merge-channel", {
    condition: (params) =>
        isManaged(params) &&
        // in menus alone: it is rare, and above the channel there is little room
        (params.owner.isDiscussSidebarChannelActions ||
            params.owner.props.chatWindow?.isOpen) &&
        !params.thread.parent_channel_id &&
        !params.thread.merged_into,
    icon: "fa fa-fw fa-compress",
    name: _t("Merge into…"),
    open: ({store, thread}) =>
        store.env.services.action.doAction({
            context: {default_source_id: thread.id},
            name: _t("Merge Channels"),
            res_model: "discuss.channel.merge",
            target: "new",
            type: "ir.actions.act_window",
            views: [[false, "form"]],
        }),
    sequence: 50,
    sequenceGroup: 20,
});
