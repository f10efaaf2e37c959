import {AttachmentList} from "@mail/core/common/attachment_list";

import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {useService} from "@web/core/utils/hooks";

import {useState} from "@odoo/owl";

patch(AttachmentList.prototype, {
    setup() {
        super.setup(...arguments);
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.portalState = useState({sharing: false});
    },
    /**
     * In the files of a record, where each of them is; not again in its messages.
     *
     * @param {import("models").Attachment} attachment
     */
    showPortalShare(attachment) {
        return (
            !this.env.inComposer &&
            !this.env.message &&
            (attachment.canPortalShare || attachment.portal_shared)
        );
    },
    /** @param {import("models").Attachment} attachment */
    async onClickPortalShare(attachment) {
        const shared = !attachment.portal_shared;
        this.portalState.sharing = true;
        try {
            await this.orm.call("ir.attachment", "portal_share", [
                [attachment.id],
                shared,
            ]);
        } finally {
            this.portalState.sharing = false;
        }
        attachment.portal_shared = shared;
        this.notification.add(
            shared
                ? _t("The customer finds %s in their documents.", attachment.name)
                : _t("The customer no longer sees %s.", attachment.name),
            {type: shared ? "success" : "info"}
        );
    },
});
