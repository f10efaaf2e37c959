import {fields} from "@mail/core/common/record";
import {Settings} from "@mail/core/common/settings_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Settings} */
const settingsPatch = {
    setup() {
        super.setup(...arguments);
        this.discuss_theme_folded_ids = fields.Many("discuss.theme", {
            inverse: "settingsAsFolded",
        });
    },
};
patch(Settings.prototype, settingsPatch);
