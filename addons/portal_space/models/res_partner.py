from odoo import api, fields, models
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    has_portal_space = fields.Boolean(
        compute="_compute_portal_space",
        groups="base.group_user",
    )
    portal_space_last_visit = fields.Datetime(
        "Last Visit of the Space",
        compute="_compute_portal_space",
        groups="base.group_user",
    )

    # as child_of does; kept in the cache, since rules ask for it at each reading
    portal_space_people_ids = fields.Many2many(
        "res.partner",
        string="This Contact and All Below",
        compute="_compute_portal_space_people_ids",
        recursive=True,
        context={"active_test": False},
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )

    @api.depends("child_ids.portal_space_people_ids")
    def _compute_portal_space_people_ids(self):
        # child_of asks once for each level
        self.flush_model(["parent_id"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE people (top_id, id) AS (
                        SELECT id, id FROM res_partner WHERE id = ANY(%s)
                         UNION
                        SELECT people.top_id, below.id
                          FROM people JOIN res_partner AS below
                            ON below.parent_id = people.id
                    )
                SELECT top_id, array_agg(id ORDER BY id) FROM people GROUP BY top_id
                """,
                self.ids,
            )
        )
        people_ids = dict(rows)
        for partner in self:
            partner.portal_space_people_ids = self.browse(
                people_ids.get(partner._origin.id, ())
            )

    def write(self, vals):
        """Who leaves for another customer leaves what they read of the first one: the
        rules of access remember for each user which customer they belong to."""
        result = super().write(vals)
        if not {"parent_id", "is_company"}.isdisjoint(vals):
            # sudo: res.users - whether anybody with a log-in is concerned
            users_sudo = self.env["res.users"].sudo()
            if users_sudo.search_count([("partner_id", "child_of", self.ids)], limit=1):
                self.env.registry.clear_cache()
        return result

    @api.depends("user_ids.active", "user_ids.group_ids")
    def _compute_portal_space(self):
        users = self._portal_space_users()
        # sudo: portal.visit - who sees a contact may know when they came
        last_visits = dict(
            self.env["portal.visit"]
            .sudo()
            ._read_group(
                [
                    ("user_id", "in", [user.id for user in users.values()]),
                    ("res_model", "=", "portal.space"),
                ],
                ["user_id"],
                ["date:max"],
            )
        )
        for partner in self:
            user = users.get(partner)
            partner.has_portal_space = bool(user)
            partner.portal_space_last_visit = user and last_visits.get(user)

    def _portal_space_users(self):
        """The log-in of each of these people into the space; none of a colleague.

        :return: dict of ``{res.partner: res.users}`` (sudo)
        """
        # sudo: res.users - whether somebody has a log-in, and of which kind
        users = self.env["res.users"].sudo().search([("partner_id", "in", self.ids)])
        found = {}
        for user in users.sorted("id"):
            if user._is_portal():
                found.setdefault(user.partner_id, user)
        for user in users.filtered(lambda user: user._is_internal()):
            found.pop(user.partner_id, None)
        return found

    def action_preview_portal_space(self):
        """Open the preview of this customer's space. It is noted."""
        self.ensure_one()
        self.env["portal.preview"]._customer_of(self)
        return {
            "type": "ir.actions.act_url",
            "url": f"/my/preview/{self.id}",
            "target": "self",
        }
