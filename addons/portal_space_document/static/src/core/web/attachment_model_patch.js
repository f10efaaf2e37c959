import {Attachment} from "@mail/core/common/attachment_model";

import {patch} from "@web/core/utils/patch";

patch(Attachment.prototype, {
    setup() {
        super.setup(...arguments);
        this.portal_shared = false;
    },
    /** Whether this can be shared with a customer, by who may write the record. */
    get canPortalShare() {
        return Boolean(
            this.thread?.portal_has_customer &&
                this.thread.hasWriteAccess &&
                !this.uploading &&
                this.type !== "url"
        );
    },
});
