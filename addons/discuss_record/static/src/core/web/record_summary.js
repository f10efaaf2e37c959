import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** Where what is unread stands among what the server says of the channels. */
const UNREAD_SEQUENCE = 20;

/**
 * A line of a form that says how far the conversation about its record is, and leads to
 * it. It came with the fields of the form; what is unread follows what comes in.
 */
export class DiscussRecordSummary extends Component {
    static template = "discuss_record.Summary";
    static props = {...standardWidgetProps};

    setup() {
        super.setup();
        this.store = useService("mail.store");
    }

    get summary() {
        return this.props.record.data.discuss_summary || {channels: [], items: []};
    }

    get unreadCounter() {
        return this.summary.channels.reduce((sum, [id, counter]) => {
            const member = this.store.Thread.get({
                id,
                model: "discuss.channel",
            })?.self_member_id;
            return sum + (member ? member.message_unread_counter : counter);
        }, 0);
    }

    /** @returns {{name: string, sequence: number, text: string}[]} */
    get items() {
        const items = [...this.summary.items];
        if (this.unreadCounter) {
            items.push({
                name: "unread",
                sequence: UNREAD_SEQUENCE,
                text: _t("%s unread", this.unreadCounter),
            });
        }
        return items.sort((a, b) => a.sequence - b.sequence);
    }

    async open() {
        const {resId: id, resModel: model} = this.props.record;
        const [[channelId] = []] = this.summary.channels;
        await this.store.Thread.insert({id, model}).openRecordChannel(channelId);
    }
}

registry.category("view_widgets").add("discuss_record_summary", {
    component: DiscussRecordSummary,
    fieldDependencies: [{name: "discuss_summary", type: "json"}],
});
