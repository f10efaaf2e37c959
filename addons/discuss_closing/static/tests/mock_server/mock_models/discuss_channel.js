import {DiscussChannel as DiscussThemeChannel} from "@discuss_theme/../tests/mock_server/mock_models/discuss_channel";

import {fields, makeServerError} from "@web/../tests/web_test_helpers";

const CLOSING_FIELDS = [
    "can_manage",
    "closed_by",
    "closed_date",
    "is_closed",
    "merged_into",
    "outcome",
];

export class DiscussChannel extends DiscussThemeChannel {
    can_manage = fields.Boolean();
    closed_by = fields.Char();
    closed_date = fields.Datetime();
    is_closed = fields.Boolean();
    merged_into = fields.Integer();
    outcome = fields.Char();

    _channel_basic_info_fields() {
        return [...super._channel_basic_info_fields(), ...CLOSING_FIELDS];
    }

    close([id], outcome) {
        if (outcome.includes("refused")) {
            throw makeServerError({
                message: "Only its owners may do this.",
                type: "AccessError",
            });
        }
        return this.write([id], {
            closed_by: "Mitchell Admin",
            closed_date: "2026-05-04 12:00:00",
            is_closed: true,
            outcome,
        });
    }

    reopen([id]) {
        return this.write([id], {
            closed_by: false,
            closed_date: false,
            is_closed: false,
            outcome: false,
        });
    }
}
