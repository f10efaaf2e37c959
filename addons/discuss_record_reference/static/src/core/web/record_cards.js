import {Message} from "@mail/core/common/message";

import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";

import {router} from "@web/core/browser/router";
import {useService} from "@web/core/utils/hooks";

/** The records that a message refers to, as far as the reader may read them. */
export class RecordCards extends Component {
    static template = "discuss_record_reference.RecordCards";
    static props = {
        references: {type: Array, element: String},
        /** The record in whose chatter the message stands has no card there. */
        thread: {type: Object, optional: true},
    };

    setup() {
        super.setup();
        this.action = useService("action");
        this.service = useService("discuss_record_reference.cards");
        this.cards = useState(this.service.cards);
        onWillStart(() => this.service.request(this.props.references));
        onWillUpdateProps(({references}) => this.service.request(references));
    }

    /** Each record once, however often and by whatever road it is referred to. */
    get records() {
        const {references, thread} = this.props;
        const records = references
            .flatMap((ref) => this.cards[ref] || [])
            .filter(({id, model}) => id !== thread?.id || model !== thread?.model);
        return [...new Map(records.map((r) => [`${r.model},${r.id}`, r])).values()];
    }

    url({model, id}) {
        return router.stateToUrl({model, resId: id});
    }

    /** A date alone would leave one guessing. Names and amounts speak for themselves. */
    labelClass({type}) {
        return ["date", "datetime"].includes(type)
            ? "text-muted me-1"
            : "visually-hidden";
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
            views: [[false, "form"]],
        });
    }
}

Object.assign(Message.components, {RecordCards});
