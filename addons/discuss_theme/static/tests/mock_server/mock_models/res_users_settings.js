import {mailModels} from "@mail/../tests/mail_test_helpers";

import {Command, fields} from "@web/../tests/web_test_helpers";

export class ResUsersSettings extends mailModels.ResUsersSettings {
    discuss_theme_folded_ids = fields.Many2many({relation: "discuss.theme"});
    is_discuss_sidebar_category_favorite_open = fields.Boolean({default: true});

    /**
     * @param {number[]} ids
     * @param {number} themeId
     * @param {boolean} isFolded
     */
    set_discuss_theme_folded([id], themeId, isFolded) {
        const {link, unlink} = Command;
        this.write([id], {
            discuss_theme_folded_ids: [isFolded ? link(themeId) : unlink(themeId)],
        });
        const [partner] = this.env["res.partner"].read(this.env.user.partner_id);
        this.env["bus.bus"]._sendone(
            partner,
            "res.users.settings",
            this.res_users_settings_format(id, ["discuss_theme_folded_ids", "id"])
        );
        return true;
    }
}
