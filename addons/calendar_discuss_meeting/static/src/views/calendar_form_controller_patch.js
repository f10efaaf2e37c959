import {CalendarFormController} from "@calendar/views/calendar_form/calendar_form_controller";

import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {serializeDateTime} from "@web/core/l10n/dates";
import {patch} from "@web/core/utils/patch";

/** Whether the server has refused an event for which a link would do. */
function isLinkRequired(error) {
    return (
        error.data?.name === "odoo.exceptions.RedirectWarning" &&
        "default_calendar_partner_ids" in (error.data.arguments[3] || {})
    );
}

patch(CalendarFormController.prototype, {
    /** @override */
    async beforeExecuteActionButton(clickParams) {
        if (clickParams.name === "action_post_link") {
            // not saved before: who is not invited gets no mail
            await this.postLink();
            return false;
        }
        return super.beforeExecuteActionButton(...arguments);
    },

    async postLink() {
        const {data, resId} = this.model.root;
        const values = {
            name: data.name,
            partner_ids: data.partner_ids.currentIds,
            start: data.start && serializeDateTime(data.start),
            stop: data.stop && serializeDateTime(data.stop),
        };
        if ("recurrency" in data) {
            values.recurrency = data.recurrency;
        }
        const action = await this.orm.call("calendar.event", "get_post_link_action", [
            values,
            resId || false,
        ]);
        this.openPostLink(action);
    },

    openPostLink(action, additionalContext = {}) {
        // the event is what one leaves behind by posting the link
        this.isLinkOffered = true;
        this.actionService.doAction(action, {
            additionalContext,
            forceLeave: true,
            onClose: () => {
                this.isLinkOffered = false;
            },
        });
    },

    /** @override */
    async beforeLeave(options = {}) {
        const forceLeave = options.forceLeave || this.isLinkOffered;
        return super.beforeLeave({...options, forceLeave});
    },

    /** @override */
    async onSaveError(error) {
        if (!isLinkRequired(error)) {
            return super.onSaveError(...arguments);
        }
        const [body, action, confirmLabel, context] = error.data.arguments;
        this.dialogService.add(ConfirmationDialog, {
            body,
            // back to the event
            cancel: () => undefined,
            confirm: () => this.openPostLink(action, context),
            confirmLabel,
        });
        return false;
    },
});
