import {Command, fields, models, serverState} from "@web/../tests/web_test_helpers";

/** A business record with what the mixin gives it. */
export class DiscussDocument extends models.Model {
    _name = "discuss.document";

    name = fields.Char();
    customer = fields.Char();
    deadline = fields.Char();
    state = fields.Char();
    is_readable = fields.Boolean({default: true});
    team_channel_id = fields.Many2one({relation: "discuss.channel"});
    team_channel_unread_counter = fields.Integer();
    has_discussion = fields.Boolean({compute: "_compute_has_discussion"});
    discuss_summary = fields.Json();

    _compute_has_discussion() {
        for (const record of this) {
            record.has_discussion = Boolean(record.team_channel_id);
        }
    }

    /** As if one were in every channel, and had read nothing. */
    get_discuss_glances(ids) {
        return this.browse(ids)
            .filter((record) => record.team_channel_id)
            .map((record) => {
                const messages = this.env["mail.message"]._filter([
                    ["model", "=", "discuss.channel"],
                    ["res_id", "=", record.team_channel_id],
                ]);
                const last = messages.sort((a, b) => b.id - a.id)[0];
                return {
                    channel_id: record.team_channel_id,
                    channels: [[record.team_channel_id, messages.length]],
                    id: record.id,
                    last: last
                        ? {
                              author: "Colin",
                              date: last.date,
                              id: last.id,
                              words: last.body.replace(/<[^>]*>/g, ""),
                          }
                        : null,
                };
            });
    }

    open_team_channel(ids) {
        const [record] = this.browse(ids);
        if (!record.team_channel_id) {
            record.team_channel_id = this.env["discuss.channel"].create({
                channel_member_ids: [
                    Command.create({partner_id: serverState.partnerId}),
                ],
                channel_type: "group",
                name: record.name,
                record_audience: "team",
            });
        }
        return record.team_channel_id;
    }
}
