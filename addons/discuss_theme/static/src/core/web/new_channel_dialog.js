import {CHANNEL_KINDS, KINDS_TO_MAKE} from "@discuss_theme/core/web/channel_kinds";

import {Component, useEffect, useRef, useState} from "@odoo/owl";

import {Dialog} from "@web/core/dialog/dialog";
import {RPCError} from "@web/core/network/rpc";
import {MultiRecordSelector} from "@web/core/record_selectors/multi_record_selector";
import {useAutofocus, useService} from "@web/core/utils/hooks";

const INDENT = "\u00A0".repeat(4);

export class NewChannelDialog extends Component {
    static components = {Dialog, MultiRecordSelector};
    static props = {
        close: Function,
        name: {type: String, optional: true},
        theme: {type: Object, optional: true},
    };
    static template = "discuss_theme.NewChannelDialog";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.store = useService("mail.store");
        this.state = useState({
            description: "",
            error: "",
            groupId: undefined,
            /** @type {undefined|{id: number, name: string}[]} */
            groups: undefined,
            isSaving: false,
            kind: "public",
            name: this.props.name ?? "",
            partnerIds: [],
            themeId:
                this.props.theme?.id ??
                this.store.discuss_default_theme?.id ??
                this.store.discuss_theme_tree[0]?.id,
        });
        useAutofocus({refName: "name"});
        const people = useRef("people");
        // the selector of people makes its input itself, without a name
        useEffect(
            (input) =>
                input?.setAttribute("aria-labelledby", "o-discuss_theme-people-label"),
            () => [people.el?.querySelector("input")]
        );
    }

    get canSave() {
        return (
            !this.state.isSaving &&
            Boolean(this.state.name.trim()) &&
            (this.state.kind !== "restricted" || Boolean(this.state.groupId))
        );
    }

    get colleaguesContext() {
        return {partner_display_name_hide_company: true};
    }

    get colleaguesDomain() {
        return [
            ["partner_share", "=", false],
            ["id", "!=", this.store.self.id],
        ];
    }

    get kinds() {
        return KINDS_TO_MAKE.map((id) => ({
            id,
            ...CHANNEL_KINDS[id],
            meaning: CHANNEL_KINDS[id].meanings.join(" "),
        }));
    }

    get themes() {
        return this.store.discuss_theme_tree.map((theme) => ({
            id: theme.id,
            label: INDENT.repeat(theme.depth) + theme.name,
        }));
    }

    /** @param {string} kind */
    async onChangeKind(kind) {
        this.state.kind = kind;
        if (kind === "restricted" && !this.state.groups) {
            this.state.groups = await this.orm.call(
                "discuss.channel",
                "get_restriction_groups",
                []
            );
        }
    }

    /** @param {KeyboardEvent} ev */
    onKeydown(ev) {
        // where people are searched, Enter takes the one that is found
        const isSearching = ev.target.closest?.(".o_multi_record_selector");
        if (ev.key === "Enter" && !ev.isComposing && !isSearching) {
            ev.preventDefault();
            this.onClickConfirm();
        }
    }

    /** @param {number[]} partnerIds */
    onUpdatePeople(partnerIds) {
        this.state.partnerIds = partnerIds;
    }

    async onClickConfirm() {
        if (!this.canSave) {
            return;
        }
        this.state.isSaving = true;
        this.state.error = "";
        const {description, groupId, kind, name, partnerIds, themeId} = this.state;
        try {
            const {channel} = await this.store.fetchStoreData(
                "/discuss/create_channel",
                {
                    name: name.trim(),
                    group_id: kind === "restricted" ? groupId : false,
                    theme_id: themeId,
                    description: description.trim(),
                    kind,
                    partner_ids: partnerIds,
                },
                {readonly: false, requestData: true}
            );
            this.props.close();
            await channel.open({focus: true, bypassCompact: true});
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            this.state.error = error.data?.message || error.message;
        } finally {
            this.state.isSaving = false;
        }
    }
}
