import {mailModels} from "@mail/../tests/mail_test_helpers";
import {mailDataHelpers} from "@mail/../tests/mock_server/mail_mock_server";

import {fields, makeKwArgs} from "@web/../tests/web_test_helpers";

export class MailMessage extends mailModels.MailMessage {
    meeting_id = fields.Many2one({relation: "discuss.meeting"});

    get _to_store_defaults() {
        return [
            ...super._to_store_defaults,
            mailDataHelpers.Store.one(
                "meeting_id",
                makeKwArgs({predicate: (message) => message.meeting_id})
            ),
        ];
    }
}
