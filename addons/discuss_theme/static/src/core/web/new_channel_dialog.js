import {Component, useState} from "@odoo/owl";

import {Dialog} from "@web/core/dialog/dialog";
import {RPCError} from "@web/core/network/rpc";
import {useAutofocus, useService} from "@web/core/utils/hooks";

const INDENT = "\u00A0".repeat(4);

export class NewChannelDialog extends Component {
    static components = {Dialog};
    static props = {
        close: Function,
        name: {type: String, optional: true},
        theme: {type: Object, optional: true},
    };
    static template = "discuss_theme.NewChannelDialog";

    setup() {
        super.setup();
        this.store = useService("mail.store");
        this.state = useState({
            description: "",
            error: "",
            isSaving: false,
            name: this.props.name ?? "",
            themeId:
                this.props.theme?.id ??
                this.store.discuss_default_theme?.id ??
                this.store.discuss_theme_tree[0]?.id,
        });
        useAutofocus({refName: "name"});
    }

    get canSave() {
        return !this.state.isSaving && Boolean(this.state.name.trim());
    }

    get themes() {
        return this.store.discuss_theme_tree.map((theme) => ({
            id: theme.id,
            label: INDENT.repeat(theme.depth) + theme.name,
        }));
    }

    /** @param {KeyboardEvent} ev */
    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            this.onClickConfirm();
        }
    }

    async onClickConfirm() {
        if (!this.canSave) {
            return;
        }
        this.state.isSaving = true;
        this.state.error = "";
        try {
            const {channel} = await this.store.fetchStoreData(
                "/discuss/create_channel",
                {
                    name: this.state.name.trim(),
                    group_id: this.store.internalUserGroupId,
                    theme_id: this.state.themeId,
                    description: this.state.description.trim(),
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
