import {Command, fields, models, serverState} from "@web/../tests/web_test_helpers";

/** A business record with what the mixin gives it. */
export class DiscussDocument extends models.Model {
    _name = "discuss.document";

    name = fields.Char();
    customer = fields.Char();
    state = fields.Char();
    is_readable = fields.Boolean({default: true});
    team_channel_id = fields.Many2one({relation: "discuss.channel"});
    team_channel_unread_counter = fields.Integer();

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
