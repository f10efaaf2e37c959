import {ChatWindow} from "@mail/core/common/chat_window";
import {DiscussContent} from "@mail/core/public_web/discuss_content";

import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";

import {useService} from "@web/core/utils/hooks";

/**
 * What the reader may know of the records that a channel is about, above its messages.
 * It is asked of the server by each reader: what one may see, another may not.
 */
export class RecordHeader extends Component {
    static template = "discuss_record.RecordHeader";
    static props = {thread: Object};

    setup() {
        super.setup();
        this.action = useService("action");
        this.orm = useService("orm");
        this.ui = useService("ui");
        this.state = useState({isClosed: false, records: []});
        onWillStart(() => this.load(this.props.thread));
        onWillUpdateProps(({thread}) => {
            if (thread.notEq(this.props.thread)) {
                this.load(thread);
            }
        });
    }

    /** The messages do not wait for the header: it appears when it is there. */
    load(thread) {
        this.state.records = [];
        this.state.isClosed = false;
        this.orm.silent
            .call("discuss.channel", "get_record_headers", [[thread.id]])
            .then((records) => {
                if (thread.eq(this.props.thread)) {
                    this.state.records = records;
                    this.state.isClosed = !records.length;
                }
            });
    }

    openRecord(record) {
        if (this.env.inChatWindow && this.ui.isSmall) {
            this.props.thread.closeChatWindow();
        }
        this.action.doAction({
            type: "ir.actions.act_window",
            res_id: record.id,
            res_model: record.model,
            views: [[false, "form"]],
        });
    }
}

Object.assign(ChatWindow.components, {RecordHeader});
Object.assign(DiscussContent.components, {RecordHeader});
