import {ChannelMemberList} from "@mail/discuss/core/common/channel_member_list";

import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";

Object.assign(ChannelMemberList.components, {Dropdown, DropdownItem});

/** @type {ChannelMemberList} */
const channelMemberListPatch = {
    setup() {
        super.setup(...arguments);
        this.dialogService = useService("dialog");
        this.orm = useService("orm");
    },
    /**
     * What the user may do with somebody in the channel.
     *
     * @param {import("models").ChannelMember} member
     * @returns {{icon: string, label: string, name: string, onSelected: Function}[]}
     */
    memberActions(member) {
        const {thread} = this.props;
        if (!thread.can_manage || !["channel", "group"].includes(thread.channel_type)) {
            return [];
        }
        const isSelf = member.eq(thread.self_member_id);
        const actions = [];
        if (thread.has_owners && member.canOwn && !member.is_owner) {
            actions.push({
                icon: "fa-shield",
                label: _t("Make Owner"),
                name: "make-owner",
                onSelected: () => this.setOwner(member, true),
            });
            if (thread.self_member_id?.is_owner) {
                actions.push({
                    icon: "fa-share",
                    label: _t("Hand Over"),
                    name: "hand-over",
                    onSelected: () => this.handOver(member),
                });
            }
        }
        const owners = thread.channel_member_ids.filter((other) => other.is_owner);
        if (member.is_owner && owners.length > 1) {
            actions.push({
                icon: "fa-minus-circle",
                label: isSelf ? _t("Be No Owner Any More") : _t("Make No Owner"),
                name: "make-no-owner",
                onSelected: () => this.setOwner(member, false),
            });
        }
        if (!isSelf) {
            actions.push({
                icon: "fa-sign-out",
                label: _t("Remove from Channel"),
                name: "remove-member",
                onSelected: () => this.removeMember(member),
            });
        }
        return actions;
    },
    /** @param {import("models").ChannelMember} member */
    memberActionsTitle(member) {
        return _t("Actions for %(person)s", {person: member.name});
    },
    callForOwner(method, ...args) {
        return this.orm.call("discuss.channel", method, [
            [this.props.thread.id],
            ...args,
        ]);
    },
    setOwner(member, isOwner) {
        return this.callForOwner("set_owner", member.partner_id.id, isOwner);
    },
    handOver(member) {
        this.dialogService.add(ConfirmationDialog, {
            title: _t("Hand over “%(channel)s”?", {
                channel: this.props.thread.displayName,
            }),
            body: _t(
                "%(person)s will own the channel in your place. You stay a member.",
                {person: member.name}
            ),
            confirmLabel: _t("Hand Over"),
            confirm: () => this.callForOwner("hand_over", member.partner_id.id),
            cancel: () => {
                // a button to change one's mind
            },
        });
    },
    removeMember(member) {
        const {thread} = this.props;
        const person = member.name;
        this.dialogService.add(ConfirmationDialog, {
            title: _t("Remove %(person)s from “%(channel)s”?", {
                channel: thread.displayName,
                person,
            }),
            body:
                thread.channel_type === "group"
                    ? _t(
                          "%(person)s will not read it any more, unless an owner " +
                              "invites them again.",
                          {person}
                      )
                    : _t(
                          "%(person)s will still find the channel, and can join again.",
                          {person}
                      ),
            confirmLabel: _t("Remove"),
            confirm: () => this.callForOwner("remove_member", member.id),
            cancel: () => {
                // a button to change one's mind
            },
        });
    },
};
patch(ChannelMemberList.prototype, channelMemberListPatch);
