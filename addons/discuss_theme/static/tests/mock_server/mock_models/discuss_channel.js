import {mailModels} from "@mail/../tests/mail_test_helpers";

import {fields} from "@web/../tests/web_test_helpers";

export class DiscussChannel extends mailModels.DiscussChannel {
    theme_id = fields.Many2one({relation: "discuss.theme"});

    _channel_basic_info_fields() {
        return [...super._channel_basic_info_fields(), "theme_id"];
    }
}
