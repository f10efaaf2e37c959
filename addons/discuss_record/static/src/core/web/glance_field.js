import {htmlToTextContentInline} from "@mail/utils/common/format";

import {Component, status, useEffect, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * In a list of records, or on their cards: what is unread in the channels of each, and
 * the last word. The view itself knows no more than whether there is a channel; the
 * rest is asked for when the field is shown, and follows what comes in.
 */
export class DiscussRecordGlance extends Component {
    static template = "discuss_record.Glance";
    static props = {...standardFieldProps};

    setup() {
        super.setup();
        this.glances = useService("discuss_record.glance");
        this.store = useService("mail.store");
        this.state = useState({glance: undefined});
        useEffect(
            (id, hasDiscussion) => {
                this.load(id, hasDiscussion);
            },
            () => [this.props.record.resId, this.hasDiscussion]
        );
    }

    get hasDiscussion() {
        return this.props.record.data[this.props.name];
    }

    async load(id, hasDiscussion) {
        if (!id || !hasDiscussion || this.props.record.model.useSampleModel) {
            return;
        }
        const glance = await this.glances.load(this.props.record.resModel, id);
        if (status(this) !== "destroyed" && id === this.props.record.resId) {
            this.state.glance = glance;
        }
    }

    /** The channels that the reader is in, as far as the browser knows them. */
    get threads() {
        const {channel_id, channels = []} = this.state.glance ?? {};
        return [...new Set([channel_id, ...channels.map(([id]) => id)])]
            .map((id) => id && this.store.Thread.get({id, model: "discuss.channel"}))
            .filter((thread) => thread?.self_member_id);
    }

    get unreadCounter() {
        const counters = new Map(this.state.glance?.channels);
        for (const {id, self_member_id} of this.threads) {
            counters.set(id, self_member_id.message_unread_counter);
        }
        return [...counters.values()].reduce((sum, counter) => sum + counter, 0);
    }

    /** @returns {{author: string, words: string}|undefined} */
    get last() {
        let last = this.state.glance?.last;
        for (const {newestPersistentOfAllMessage: message} of this.threads) {
            const words = message && htmlToTextContentInline(message.body);
            if (words && !message.isNotification && message.id >= (last?.id ?? 0)) {
                last = {author: message.authorName, id: message.id, words};
            }
        }
        return last;
    }

    get title() {
        const parts = [];
        if (this.unreadCounter) {
            parts.push(_t("%s unread", this.unreadCounter));
        }
        if (this.last) {
            parts.push(`${this.last.author}: ${this.last.words}`);
        }
        return [_t("Discussion"), ...parts].join(" · ");
    }

    async open() {
        const {resId: id, resModel: model} = this.props.record;
        const glance = this.state.glance ?? (await this.glances.load(model, id));
        if (glance) {
            const isMember = glance.channels.some(
                ([channelId]) => channelId === glance.channel_id
            );
            await this.store.Thread.insert({id, model}).openRecordChannel(
                isMember ? glance.channel_id : undefined
            );
        }
    }
}

registry.category("fields").add("discuss_record_glance", {
    component: DiscussRecordGlance,
    displayName: _t("Discussion at a Glance"),
    isEmpty: () => false,
    listViewWidth: [180, 360],
    supportedTypes: ["boolean"],
});
