import {mailModels} from "@mail/../tests/mail_test_helpers";

import {fields} from "@web/../tests/web_test_helpers";

export class DiscussChannel extends mailModels.DiscussChannel {
    record_audience = fields.Selection({
        selection: [
            ["team", "Team"],
            ["customer", "Customer"],
        ],
    });

    _channel_basic_info_fields() {
        return [...super._channel_basic_info_fields(), "record_audience"];
    }

    /** The records of a channel are those which point at it. */
    get_record_headers([id]) {
        return this.env["discuss.document"]
            ._filter([["team_channel_id", "=", id]])
            .filter((record) => record.is_readable)
            .map((record) => ({
                fields: [
                    {
                        label: "Customer",
                        name: "customer",
                        type: "char",
                        value: record.customer,
                    },
                    {
                        label: "Deadline",
                        name: "deadline",
                        type: "date",
                        value: record.deadline,
                    },
                ].filter(({value}) => value),
                id: record.id,
                kind: "Document",
                model: "discuss.document",
                name: record.name,
                state: record.state,
            }));
    }
}
