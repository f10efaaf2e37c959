import {fields, models} from "@web/../tests/web_test_helpers";

const STORE_FIELDS = [
    "ended_date",
    "expiry_date",
    "fallback_name",
    "has_summary",
    "host_name",
    "host_partner_id",
    "inside_partner_ids",
    "is_down",
    "is_in_channel",
    "is_standing",
    "name",
    "participants",
    "people_count",
    "provider_name",
    "start_date",
    "started_date",
    "state",
    "url",
    "waiting",
];

export class DiscussMeeting extends models.Model {
    _name = "discuss.meeting";

    ended_date = fields.Datetime();
    expiry_date = fields.Datetime();
    fallback_name = fields.Char();
    has_summary = fields.Boolean();
    host_name = fields.Char({default: "Mitchell Admin"});
    host_partner_id = fields.Integer();
    inside_partner_ids = fields.Json({default: () => []});
    is_down = fields.Boolean();
    is_in_channel = fields.Boolean();
    is_standing = fields.Boolean();
    name = fields.Char();
    participants = fields.Json({default: () => []});
    people_count = fields.Integer();
    provider_name = fields.Char({default: ""});
    start_date = fields.Datetime();
    started_date = fields.Datetime();
    state = fields.Char({default: "open"});
    url = fields.Char({default: "https://example.com/meeting/secret"});
    waiting = fields.Json({default: () => []});

    get _to_store_defaults() {
        return STORE_FIELDS;
    }
}
