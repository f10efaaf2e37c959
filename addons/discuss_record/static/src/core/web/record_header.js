import {ChatWindow} from "@mail/core/common/chat_window";
import {DiscussContent} from "@mail/core/public_web/discuss_content";

import {
    Component,
    onWillStart,
    onWillUpdateProps,
    useEffect,
    useState,
} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {RPCError} from "@web/core/network/rpc";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {debounce} from "@web/core/utils/timing";

/** So many records are shown until one asks for the others, and on a phone. */
const SHOWN = 3;
const SHOWN_SMALL = 1;
/** Milliseconds, as a change of a record seldom comes alone. */
const CHANGE_DELAY = 300;

/**
 * What the reader may know of the records that a channel is about, above its messages.
 * It is asked of the server by each reader: what one may see, another may not. When a
 * record changes, the server says no more than that.
 */
export class RecordHeader extends Component {
    static template = "discuss_record.RecordHeader";
    static props = {thread: Object};

    setup() {
        super.setup();
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.orm = useService("orm");
        this.ui = useService("ui");
        this.state = useState({isClosed: false, isUnfolded: false, records: []});
        onWillStart(() => this.load(this.props.thread));
        onWillUpdateProps(({thread}) => {
            if (thread.notEq(this.props.thread)) {
                this.load(thread);
            }
        });
        this.listenToChanges();
    }

    listenToChanges() {
        const bus = useService("bus_service");
        const update = debounce(async () => {
            try {
                await this.update(this.props.thread);
            } catch (error) {
                // Who has lost the record may have lost the channel with it.
                if (!(error instanceof RPCError)) {
                    throw error;
                }
            }
        }, CHANGE_DELAY);
        const onChanged = ({id}) => {
            const {id: threadId, parent_channel_id: parent} = this.props.thread;
            if ([threadId, parent?.id].includes(id)) {
                update();
            }
        };
        useEffect(
            () => {
                bus.subscribe("discuss.record/changed", onChanged);
                return () => {
                    update.cancel();
                    bus.unsubscribe("discuss.record/changed", onChanged);
                };
            },
            () => []
        );
    }

    /** The messages do not wait for the header: it appears when it is there. */
    load(thread) {
        Object.assign(this.state, {isClosed: false, isUnfolded: false, records: []});
        this.update(thread);
    }

    async update(thread) {
        const records = await this.keepLast.add(
            this.orm.silent.call("discuss.channel", "get_record_headers", [[thread.id]])
        );
        this.state.records = records;
        this.state.isClosed = !records.length;
    }

    /** The record that one has just come from stands first. */
    get records() {
        const {action, currentState} = this.action.currentController ?? {};
        const isCurrent = ({id, model}) =>
            model === action?.res_model && id === currentState?.resId;
        const {records} = this.state;
        return [
            ...records.filter((record) => isCurrent(record)),
            ...records.filter((record) => !isCurrent(record)),
        ];
    }

    get shownNumber() {
        return this.ui.isSmall ? SHOWN_SMALL : SHOWN;
    }

    /** Folding away a single record would save no room. */
    get isFoldable() {
        return this.state.records.length > this.shownNumber + 1;
    }

    get isFolded() {
        return this.isFoldable && !this.state.isUnfolded;
    }

    get shownRecords() {
        return this.isFolded ? this.records.slice(0, this.shownNumber) : this.records;
    }

    get moreText() {
        return this.isFolded
            ? _t("%s more", this.state.records.length - this.shownNumber)
            : _t("Show less");
    }

    /** A date alone would leave one guessing. Names and amounts speak for themselves. */
    labelClass({type}) {
        return ["date", "datetime"].includes(type)
            ? "text-muted me-1"
            : "visually-hidden";
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
