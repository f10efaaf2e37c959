import {ChatWindow} from "@mail/core/common/chat_window";
import {DiscussContent} from "@mail/core/public_web/discuss_content";

import {Component, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

/** Where one writes in an open channel: how the closed one ended. */
export class ClosedBar extends Component {
    static props = {thread: Object};
    static template = "discuss_closing.ClosedBar";

    setup() {
        super.setup();
        this.store = useService("mail.store");
        this.state = useState({isReopening: false});
    }

    get text() {
        const {closed_by: person, closed_date: date, outcome} = this.props.thread;
        return _t("Closed on %(date)s by %(person)s: %(outcome)s", {
            date: date?.toLocaleString(luxon.DateTime.DATE_MED) ?? "",
            outcome: outcome ?? "",
            person: person ?? "",
        });
    }

    /** What the user had begun to write, or sent too late. */
    get draft() {
        return this.props.thread.composer?.composerText?.trim();
    }

    goThere() {
        return this.props.thread.showMerged((target) => target.open({focus: true}));
    }

    async reopen() {
        this.state.isReopening = true;
        try {
            await this.props.thread.reopen();
        } finally {
            this.state.isReopening = false;
        }
    }
}

Object.assign(ChatWindow.components, {ClosedBar});
Object.assign(DiscussContent.components, {ClosedBar});
