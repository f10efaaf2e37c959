import {Component, useState} from "@odoo/owl";

import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {Dialog} from "@web/core/dialog/dialog";
import {serializeDateTime} from "@web/core/l10n/dates";
import {localization} from "@web/core/l10n/localization";
import {_t} from "@web/core/l10n/translation";
import {RPCError} from "@web/core/network/rpc";
import {useAutofocus, useService} from "@web/core/utils/hooks";

const {DateTime} = luxon;

/** As the server's limit. */
const TITLE_MAX_LENGTH = 250;

/** Drop the link of a meeting in a channel: now, unless one says when. */
export class MeetDialog extends Component {
    static components = {DateTimeInput, Dialog};
    static props = {close: Function, thread: Object};
    static template = "discuss_meeting.MeetDialog";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.maxLength = TITLE_MAX_LENGTH;
        this.state = useState({
            error: "",
            isSaving: false,
            start: this.nextHour,
            title: "",
            when: "now",
        });
        useAutofocus({refName: "title"});
    }

    get nextHour() {
        return DateTime.now().plus({hours: 1}).startOf("hour");
    }

    /** Nobody meets to the second. */
    get startFormat() {
        return localization.dateTimeFormat.replace(":ss", "");
    }

    /** Who says nothing meets about what the channel is about. */
    get placeholder() {
        const {thread} = this.props;
        return thread.channel_type === "chat"
            ? _t("e.g. The offer for the spring fair")
            : thread.displayName;
    }

    get confirmText() {
        return {
            later: _t("Post the Link"),
            now: _t("Meet Now"),
            standing: _t("Post Our Room"),
        }[this.state.when];
    }

    get canSave() {
        return (
            !this.state.isSaving && (this.state.when !== "later" || this.state.start)
        );
    }

    /** @param {luxon.DateTime} start */
    onChangeStart(start) {
        this.state.start = start;
    }

    /** @param {KeyboardEvent} ev */
    onKeydownTitle(ev) {
        if (ev.key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            this.onClickConfirm();
        }
    }

    async onClickConfirm() {
        if (!this.canSave) {
            return;
        }
        const {start, title, when} = this.state;
        this.state.isSaving = true;
        this.state.error = "";
        try {
            await this.orm.call("discuss.channel", "start_meeting", [
                [this.props.thread.id],
                title.trim(),
                when === "later" && serializeDateTime(start),
                when === "standing",
            ]);
            this.props.close();
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            this.state.error = error.data?.message || error.message;
        } finally {
            this.state.isSaving = false;
        }
    }
}
