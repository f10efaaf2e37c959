import {DiscussChannelMember as ThemeDiscussChannelMember} from "@discuss_theme/../tests/mock_server/mock_models/discuss_channel_member";

import {fields} from "@web/../tests/web_test_helpers";

export class DiscussChannelMember extends ThemeDiscussChannelMember {
    is_owner = fields.Boolean({default: false});

    get _to_store_defaults() {
        return [...super._to_store_defaults, "is_owner"];
    }
}
