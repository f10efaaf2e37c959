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
