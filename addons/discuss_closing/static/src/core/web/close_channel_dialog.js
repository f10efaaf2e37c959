import {Component, useState} from "@odoo/owl";

import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {RPCError} from "@web/core/network/rpc";
import {useAutofocus, useService} from "@web/core/utils/hooks";

/** As the server's limit. */
const OUTCOME_MAX_LENGTH = 250;

export class CloseChannelDialog extends Component {
    static components = {Dialog};
    static props = {close: Function, thread: Object};
    static template = "discuss_closing.CloseChannelDialog";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.maxLength = OUTCOME_MAX_LENGTH;
        this.state = useState({error: "", isSaving: false, outcome: ""});
        useAutofocus({refName: "outcome"});
    }

    get canSave() {
        return !this.state.isSaving && Boolean(this.state.outcome.trim());
    }

    get outcomeLabel() {
        return _t("What came of “%(channel)s”?", {
            channel: this.props.thread.displayName,
        });
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
            await this.orm.call("discuss.channel", "close", [
                [this.props.thread.id],
                this.state.outcome.trim(),
            ]);
            this.props.close();
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
