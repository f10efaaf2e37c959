import {mailModels} from "@mail/../tests/mail_test_helpers";

import {fields} from "@web/../tests/web_test_helpers";

const FAVORITE_FIELDS = ["is_favorite", "favorite_sequence"];

export class DiscussChannelMember extends mailModels.DiscussChannelMember {
    is_favorite = fields.Boolean({default: false});
    favorite_sequence = fields.Integer({default: 0});

    _sync_field_names() {
        return [...super._sync_field_names(), ...FAVORITE_FIELDS];
    }

    get _to_store_defaults() {
        return [...super._to_store_defaults, ...FAVORITE_FIELDS];
    }
}
