import {DiscussChannel as ThemeDiscussChannel} from "@discuss_theme/../tests/mock_server/mock_models/discuss_channel";

import {fields} from "@web/../tests/web_test_helpers";

export class DiscussChannel extends ThemeDiscussChannel {
    can_manage = fields.Boolean();
    has_owners = fields.Boolean({default: true});

    _channel_basic_info_fields() {
        return [...super._channel_basic_info_fields(), "can_manage", "has_owners"];
    }
}
