import {useState} from "@odoo/owl";

import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";

/** Asks, with the deletion of records, what becomes of the conversations about them. */
export class DeleteRecordDialog extends ConfirmationDialog {
    static template = "discuss_record.DeleteRecordDialog";
    static props = {
        ...ConfirmationDialog.props,
        canDelete: Boolean,
        count: Number,
    };

    setup() {
        super.setup();
        this.state = useState({choice: "close"});
    }

    get question() {
        return this.props.count === 1
            ? _t("There is a conversation about this. What becomes of it?")
            : _t(
                  "There are %(count)s conversations about this. What becomes of them?",
                  {
                      count: this.props.count,
                  }
              );
    }

    get choices() {
        const choices = [
            {
                id: "close",
                label: _t("Close"),
                consequence: _t("The members can still read what was said."),
            },
            {
                id: "keep",
                label: _t("Keep open"),
                consequence: _t("The members go on, as in any private channel."),
            },
        ];
        if (this.props.canDelete) {
            choices.push({
                id: "delete",
                label: _t("Delete"),
                consequence: _t("All that was said is lost."),
            });
        }
        return choices;
    }

    async _confirm() {
        return this.execButton(() => this.props.confirm(this.state.choice));
    }
}
