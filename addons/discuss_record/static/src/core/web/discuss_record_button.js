import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/**
 * Button of a form that opens the team channel of its record, and tells how much of it
 * is unread. The count follows what comes in, without a reload of the form.
 */
export class DiscussRecordButton extends Component {
    static template = "discuss_record.DiscussRecordButton";
    static props = {...standardWidgetProps};

    setup() {
        super.setup();
        this.store = useService("mail.store");
    }

    /** The record, as the conversation client knows it. */
    get document() {
        const {resId: id, resModel: model} = this.props.record;
        return id && this.store.Thread.insert({id, model});
    }

    /** @returns {import("models").Thread|undefined} */
    get channel() {
        const id = this.props.record.data.team_channel_id?.id;
        const known = id && this.store.Thread.get({id, model: "discuss.channel"});
        return known || this.document?.team_channel_id;
    }

    get unreadCounter() {
        const member = this.channel?.self_member_id;
        return member
            ? member.message_unread_counter
            : this.props.record.data.team_channel_unread_counter;
    }

    get title() {
        return this.unreadCounter
            ? _t("Discuss with colleagues: %s unread", this.unreadCounter)
            : _t("Discuss with colleagues");
    }

    async onClick() {
        if (await this.props.record.save()) {
            await this.document.openTeamChannel();
        }
    }
}

registry.category("view_widgets").add("discuss_record_button", {
    component: DiscussRecordButton,
    fieldDependencies: () => [
        // Invisible: its id is enough, and spares the server the channel's name.
        {name: "team_channel_id", type: "many2one", invisible: "1"},
        {name: "team_channel_unread_counter", type: "integer"},
    ],
});
