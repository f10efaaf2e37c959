import {Message} from "@mail/core/common/message";
import {messageActionsRegistry} from "@mail/core/common/message_actions";

import {Component, useEffect, useState} from "@odoo/owl";

import {router} from "@web/core/browser/router";
import {useService} from "@web/core/utils/hooks";

/** What was made out of a message, as far as the reader may read it. */
export class MessageResults extends Component {
    static template = "discuss_record_message.MessageResults";
    static props = {message: Object};

    setup() {
        super.setup();
        this.action = useService("action");
        this.service = useService("discuss_record_message.results");
        this.known = useState(this.service.results);
        useEffect(
            () => this.service.request(this.props.message),
            () => [this.props.message.id, this.props.message.result_count]
        );
    }

    get results() {
        return this.known[this.props.message.id] ?? [];
    }

    icon({kind}) {
        return messageActionsRegistry.get(`follow-up-${kind}`, {}).icon;
    }

    url({model, id}) {
        return router.stateToUrl({model, resId: id});
    }

    /** @param {MouseEvent} ev */
    onClick(ev, {model, id}) {
        ev.stopPropagation();
        if (ev.ctrlKey || ev.metaKey || ev.shiftKey) {
            return;
        }
        ev.preventDefault();
        this.action.doAction({
            type: "ir.actions.act_window",
            res_id: id,
            res_model: model,
            // A reminder has no page of its own
            target: model === "mail.activity" ? "new" : "current",
            views: [[false, "form"]],
        });
    }
}

Object.assign(Message.components, {MessageResults});
