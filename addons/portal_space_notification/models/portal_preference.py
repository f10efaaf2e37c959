from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

# What nobody chose: what waits for an answer is told at once, the rest once a day.
DEFAULTS = {
    "sign": ("mail", "now"),
    "document": ("mail", "day"),
    "progress": ("mail", "day"),
    "message": ("mail", "now"),
    "request": ("mail", "now"),
    "payment": ("mail", "now"),
}


class PortalPreference(models.Model):
    """How and when a person is told one kind of news out of their space. That of a
    company is what holds for people who have not chosen."""

    _name = "portal.preference"
    _description = "Notification Preference of the Customer's Space"
    _rec_name = "kind"
    _order = "id"
    _log_access = False

    partner_id = fields.Many2one("res.partner", "Person", ondelete="cascade")
    company_id = fields.Many2one("res.company", ondelete="cascade")
    kind = fields.Selection(
        # in the language of who looks
        selection=lambda self: (
            self.env["portal.news"]._fields["kind"]._description_selection(self.env)
        ),
        required=True,
    )
    way = fields.Selection(
        [
            ("mail", "E-mail"),
            ("push", "On my devices"),
            ("space", "In the space only"),
        ],
        required=True,
        default="mail",
    )
    moment = fields.Selection(
        [("now", "At once"), ("day", "Once a day"), ("week", "Once a week")],
        string="When",
        required=True,
        default="now",
    )

    _whose = models.Constraint(
        "CHECK((partner_id IS NULL) != (company_id IS NULL))",
        "A preference is of a person or of a company.",
    )
    _person_uniq = models.UniqueIndex("(partner_id, kind) WHERE partner_id IS NOT NULL")
    _company_uniq = models.UniqueIndex(
        "(company_id, kind) WHERE company_id IS NOT NULL"
    )

    @api.model
    def _choices(self, partners):
        """How and when each person is told each kind of news.

        :return: dict of ``{(partner id, kind): (way, moment)}``
        """
        # sudo: portal.preference, res.users - the choice of a person decides whoever
        # tells them, and that of their company
        partners_sudo = partners.sudo()
        companies = {
            partner.id: (
                partner.company_id or partner.user_ids.company_id or self.env.company
            )[0].id
            for partner in partners_sudo
        }
        # sudo: portal.preference - what people chose decides how they are told
        found = self.sudo().search(
            Domain("partner_id", "in", partners.ids)
            | Domain("company_id", "in", list(set(companies.values())))
        )
        of_person, of_company = {}, {}
        for preference in found:
            choice = preference.way, preference.moment
            if preference.partner_id:
                of_person[preference.partner_id.id, preference.kind] = choice
            else:
                of_company[preference.company_id.id, preference.kind] = choice
        return {
            (partner_id, kind): (
                of_person.get((partner_id, kind))
                or of_company.get((company_id, kind))
                or default
            )
            for partner_id, company_id in companies.items()
            for kind, default in DEFAULTS.items()
        }

    @api.model
    def _ways(self, partners):
        """How each person is told each kind of news by now: who chose a way that is
        closed is told by e-mail.

        :return: dict of ``{(partner id, kind): way}``
        """
        # sudo: mail.push.device - how one is told, whoever asks: the cron, or the
        # link of a mail
        closed_ways = self.env["portal.news"].sudo()._closed_ways(partners)
        return {
            (partner_id, kind): "mail" if way in closed_ways[partner_id] else way
            for (partner_id, kind), (way, _moment) in self._choices(partners).items()
        }

    @api.model
    def _my_choices(self):
        """What holds for the user, by kind: ``{kind: (way, moment)}``."""
        partner = self.env.user.partner_id
        choices = self._choices(partner)
        return {kind: choices[partner.id, kind] for kind in DEFAULTS}

    @api.model
    def _page_values(self, choices):
        """What the page shows where the user chooses."""
        ways = self._ways_open()

        def options(name, shown):
            selection = self._fields[name]._description_selection(self.env)
            return [(code, label) for code, label in selection if code in shown]

        # sudo: mail.push.device - how many of one's own there are
        devices_sudo = self.env["mail.push.device"].sudo()
        return {
            "choices": choices,
            "kinds": options("kind", DEFAULTS),
            "ways": options("way", ways),
            "moments": options("moment", dict(self._fields["moment"].selection)),
            "devices": len(devices_sudo._of_space(self.env.user.partner_id)),
        }

    @api.model
    def _ways_open(self):
        """The ways in which the user, a customer, may be told: codes of the
        selection."""
        return ["mail", "push", "space"]

    @api.model
    def _choose(self, choices):
        """Keep what the user, a customer, chose for themselves.

        :param choices: dict of ``{kind: (way, moment)}``
        """
        ways = self._ways_open()
        moments = dict(self._fields["moment"].selection)
        for kind, (way, moment) in choices.items():
            if kind not in DEFAULTS or way not in ways or moment not in moments:
                raise ValidationError(self.env._("This choice does not exist."))
        self._set(self.env.user.partner_id, choices)

    @api.model
    def _set(self, partner, choices):
        """Set the preferences of a person, and when what waits for them is told.

        :param choices: dict of ``{kind: (way, moment)}``
        """
        if not choices:
            return
        # Two requests at once must not make two rows.
        rows = SQL(", ").join(
            SQL("(%s, %s, %s, %s)", partner.id, kind, way, moment)
            for kind, (way, moment) in choices.items()
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO portal_preference (partner_id, kind, way, moment)
                     VALUES %s
                ON CONFLICT (partner_id, kind) WHERE partner_id IS NOT NULL
                  DO UPDATE SET way = EXCLUDED.way, moment = EXCLUDED.moment
                """,
                rows,
            )
        )
        self.invalidate_model()
        self.env["portal.news"]._choice_changed(partner)

    @api.model
    def _stop(self, partner, kinds, way, undo=False):
        """Tell a person no more out of the space what they were told in some way, or
        tell them again in that way what they are not told any more.

        :param kinds: list of those that they mean
        """
        old, new = ("space", way) if undo else (way, "space")
        choices, ways = self._choices(partner), self._ways(partner)
        self._set(
            partner,
            {
                kind: (new, choices[partner.id, kind][1])
                for kind in kinds
                if ways.get((partner.id, kind)) == old
            },
        )
