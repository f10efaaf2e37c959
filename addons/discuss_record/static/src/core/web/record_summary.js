import {Component, status, toRaw, useEffect, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** Where what is unread stands among what the server says of the channels. */
const UNREAD_SEQUENCE = 20;

/**
 * A line of a form that says how far the conversation about its record is, and leads to
 * it. It came with the fields of the form, and is asked for again when the reader
 * enters a channel that it did not count; what is unread follows what comes in.
 */
export class DiscussRecordSummary extends Component {
    static template = "discuss_record.Summary";
    static props = {...standardWidgetProps};

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.store = useService("mail.store");
        /** What was asked for since, of which record, and what it replaces. */
        this.state = useState({id: false, outdated: undefined, summary: undefined});
        useEffect(
            (isOutdated) => {
                if (isOutdated) {
                    this.update();
                }
            },
            () => [this.isOutdated, this.document?.id]
        );
    }

    /** The record, as the conversation client knows it. */
    get document() {
        const {resId: id, resModel: model} = this.props.record;
        return id && this.store.Thread.insert({id, model});
    }

    get summary() {
        const {data, resId} = this.props.record;
        const isReplaced =
            this.state.id === resId &&
            toRaw(this.state.outdated) === toRaw(data.discuss_summary);
        const summary = isReplaced ? this.state.summary : data.discuss_summary;
        return summary || {channels: [], items: []};
    }

    /** Whether there is a channel that the server did not tell of. */
    get isOutdated() {
        const channel = this.document?.team_channel_id;
        return Boolean(
            channel &&
                (channel.self_member_id || !this.summary.items.length) &&
                !this.summary.channels.some(([id]) => id === channel.id)
        );
    }

    async update() {
        const {data, resId, resModel} = this.props.record;
        const outdated = data.discuss_summary;
        const [values] = await this.orm.silent.read(
            resModel,
            [resId],
            ["discuss_summary"]
        );
        if (status(this) !== "destroyed" && resId === this.props.record.resId) {
            Object.assign(this.state, {
                id: resId,
                outdated,
                summary: values.discuss_summary,
            });
        }
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
        const [[channelId] = []] = this.summary.channels;
        await this.document.openRecordChannel(channelId);
    }
}

registry.category("view_widgets").add("discuss_record_summary", {
    component: DiscussRecordSummary,
    fieldDependencies: [{name: "discuss_summary", type: "json"}],
});
