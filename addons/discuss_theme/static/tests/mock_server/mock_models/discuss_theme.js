import {fields, models} from "@web/../tests/web_test_helpers";

export class DiscussTheme extends models.ServerModel {
    _name = "discuss.theme";

    active = fields.Boolean({default: true});
    color = fields.Integer();
    description = fields.Text();
    icon = fields.Char({default: "fa-comments-o"});
    name = fields.Char();
    parent_id = fields.Many2one({relation: "discuss.theme"});
    sequence = fields.Integer({default: 10});

    create() {
        const result = super.create(...arguments);
        this._notifyChange();
        return result;
    }

    unlink() {
        const result = super.unlink(...arguments);
        this._notifyChange();
        return result;
    }

    write() {
        const result = super.write(...arguments);
        this._notifyChange();
        return result;
    }

    /** @param {number[]} ids */
    mark_as_read(ids) {
        const Member = this.env["discuss.channel.member"];
        const below = this.search([["parent_id", "in", ids]]);
        const channelIds = this.env["discuss.channel"].search([
            ["theme_id", "in", ids],
        ]);
        for (const channelId of channelIds) {
            const messageIds = this.env["mail.message"].search([
                ["model", "=", "discuss.channel"],
                ["res_id", "=", channelId],
            ]);
            const memberIds = Member.search([
                ["channel_id", "=", channelId],
                ["partner_id", "=", this.env.user.partner_id],
            ]);
            Member._mark_as_read(memberIds, Math.max(0, ...messageIds));
        }
        return below.length ? this.mark_as_read(below) : true;
    }

    _notifyChange() {
        if (!this.env.user) {
            return;
        }
        const [partner] = this.env["res.partner"].read(this.env.user.partner_id);
        this.env["bus.bus"]._sendone(partner, "discuss.theme/changed", {});
    }

    get _to_store_defaults() {
        return ["color", "description", "icon", "name", "parent_id", "sequence"];
    }
}
