import {DiscussChannel as DiscussThemeChannel} from "@discuss_theme/../tests/mock_server/mock_models/discuss_channel";

import {fields} from "@web/../tests/web_test_helpers";

export class DiscussChannel extends DiscussThemeChannel {
    is_meeting_room = fields.Boolean();

    _channel_basic_info_fields() {
        return [...super._channel_basic_info_fields(), "is_meeting_room"];
    }
}
