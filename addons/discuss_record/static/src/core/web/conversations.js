import {RelativeTime} from "@mail/core/common/relative_time";

import {Component, onWillStart, useState} from "@odoo/owl";

import {deserializeDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const PAGE = 40;

/** All conversations about a customer that one may read, on whichever record. */
export class Conversations extends Component {
    static components = {Layout, RelativeTime};
    static displayName = _t("Discussions");
    static props = {...standardActionServiceProps};
    static template = "discuss_record.Conversations";

    setup() {
        super.setup();
        this.action = useService("action");
        this.orm = useService("orm");
        this.store = useService("mail.store");
        this.state = useState({conversations: [], isLoading: false, total: 0});
        onWillStart(() => this.load());
    }

    get partnerId() {
        const {active_id, params} = this.props.action.context ?? {};
        return active_id ?? params?.active_id;
    }

    async load() {
        this.state.isLoading = true;
        try {
            const {conversations, name, total} = await this.orm.call(
                "res.partner",
                "get_record_conversations",
                [[this.partnerId]],
                {limit: PAGE, offset: this.state.conversations.length}
            );
            this.state.conversations.push(...conversations);
            this.state.total = total;
            this.env.config.setDisplayName(
                _t("Discussions: %(customer)s", {customer: name})
            );
        } finally {
            this.state.isLoading = false;
        }
    }

    thread(conversation) {
        return this.store.Thread.get({id: conversation.id, model: "discuss.channel"});
    }

    date({last}) {
        return deserializeDateTime(last.date);
    }

    unreadCounter(conversation) {
        const member = this.thread(conversation)?.self_member_id;
        return member ? member.message_unread_counter : conversation.unread;
    }

    unreadText(conversation) {
        return _t("%s unread", this.unreadCounter(conversation));
    }

    async openConversation({id, is_member, records}) {
        const [record] = records;
        const document = this.store.Thread.insert({id: record.id, model: record.model});
        await document.openRecordChannel(is_member ? id : undefined);
    }

    openRecord(record) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_id: record.id,
            res_model: record.model,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("discuss_record.conversations", Conversations);
