import {Notification} from "@mail/core/common/notification_model";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** @type {import("models").Notification} */
const notificationPatch = {
    get icon() {
        return this.notification_type === "space" ? "fa fa-bell-o" : super.icon;
    },

    get statusTitle() {
        if (this.notification_type === "space") {
            return _t("Told in their space");
        }
        return super.statusTitle;
    },
};
patch(Notification.prototype, notificationPatch);
