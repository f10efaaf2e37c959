from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize

NAME_MAX_LENGTH = 100
# So many people may be invited to the space of one company in a day.
INVITED_PER_DAY = 20


class ResPartner(models.Model):
    """People of a customer who have a log-in of the space.

    What a manager does about them goes through the methods below, from the page as by
    RPC: a customer writes no field of theirs.
    """

    _name = "res.partner"
    _inherit = ["res.partner", "portal.space.access.mixin"]

    portal_scope = fields.Selection(
        [("company", "Their company's"), ("own", "Their own")],
        "Sees in the Space",
        default="company",
        required=True,
        groups="base.group_user",
        help="Their own: records that name them or that they follow.",
    )
    portal_is_manager = fields.Boolean(
        "Manages the Colleagues",
        groups="base.group_user",
        help="Decides in the space who of their company comes in, and what they see.",
    )

    def write(self, vals):
        """What a person was given in the space of one customer does not go with them to
        another."""
        if {"parent_id", "is_company"}.isdisjoint(vals):
            result = super().write(vals)
        else:
            company_of = self._portal_companies()
            result = super().write(vals)
            # sudo: res.partner - what goes with a move goes whoever moves the contact
            moved_sudo = (
                self.browse()
                .sudo()
                .union(
                    *(
                        person
                        for person, company in company_of.items()
                        if person.commercial_partner_id != company
                    )
                )
            )
            for name, default in (
                ("portal_scope", "company"),
                ("portal_is_manager", False),
            ):
                # unless it is given anew with the same form
                if moved_sudo and name not in vals:
                    moved_sudo[name] = default
        if "portal_scope" in vals:
            # what they may read is kept with the rules
            self.env.registry.clear_cache()
        return result

    def _portal_companies(self):
        """The customer of each of these people, and of those below them, who has
        rights that are given for one customer.

        :return: dict of ``{res.partner: res.partner}`` (sudo)
        """
        # sudo: res.partner - whoever moves a contact takes back what it was given
        people_sudo = self.sudo().with_context(active_test=False)
        people_sudo = people_sudo.search(
            Domain("id", "child_of", self.ids)
            & (
                Domain("portal_scope", "!=", "company")
                | Domain("portal_is_manager", "=", True)
            )
        )
        return {person: person.commercial_partner_id for person in people_sudo}

    @api.model
    def _portal_manages_colleagues(self):
        """Whether the user manages the people of a company."""
        # sudo: res.partner - whether one manages the others is asked here
        me_sudo = self.env.user.sudo().partner_id
        return (
            self.env.user._is_portal()
            and me_sudo.portal_is_manager
            and me_sudo.commercial_partner_id.is_company
        )

    def _portal_access_partner(self):
        return self

    @api.model
    def _portal_colleagues(self):
        """The people of the user's company who have a log-in of the space, as their
        manager sees them (sudo).

        :raise AccessError: if the user manages nobody
        """
        if not self._portal_manages_colleagues():
            raise AccessError(
                self.env._("The colleagues are managed by somebody of your company.")
            )
        # sudo: res.partner - the user's own company
        company_sudo = self.env.user.sudo().partner_id.commercial_partner_id
        # sudo: res.users - who has a log-in is told to who manages these
        users_sudo = self.env["res.users"].sudo()
        users_sudo = users_sudo.search(
            [
                ("partner_id", "child_of", company_sudo.ids),
                ("share", "=", True),
                ("group_ids", "in", self.env.ref("base.group_portal").ids),
            ]
        )
        return users_sudo.partner_id.sorted("name")

    @api.model
    def portal_invite_colleague(self, name, email):
        """Invite somebody to the space of the user's company.

        :param str name: of the person
        :param str email: which they log in with
        :return: id of the ``res.partner``
        :raise AccessError: if the user does not manage the colleagues
        :raise UserError: if this person cannot be invited
        """
        colleagues_sudo = self._portal_colleagues()
        name = " ".join("".join(filter(str.isprintable, str(name))).split())
        if not name or len(name) > NAME_MAX_LENGTH:
            raise UserError(
                self.env._(
                    "Say who it is, in %(number)s characters at most.",
                    number=NAME_MAX_LENGTH,
                )
            )
        email = email_normalize(str(email))
        if not email or len(email) > 254 or not email.isprintable():
            raise UserError(self.env._("This is no e-mail address."))
        # sudo: res.partner - the user's own contact and company
        me_sudo = self.env.user.sudo().partner_id
        company_sudo = me_sudo.commercial_partner_id
        company_sudo._portal_claim()
        if known := colleagues_sudo.filtered(
            lambda partner: email in partner.user_ids.mapped("login")
        ):
            # who clicks twice invites once
            return known.id
        since = fields.Datetime.now() - timedelta(days=1)
        # sudo: res.users - how many came in today
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        invited = users_sudo.search_count(
            [
                ("partner_id", "child_of", company_sudo.ids),
                ("create_date", ">=", since),
            ]
        )
        if invited >= INVITED_PER_DAY:
            raise UserError(
                self.env._(
                    "At most %(number)s people can be invited in a day. Go on tomorrow,"
                    " or ask us.",
                    number=INVITED_PER_DAY,
                )
            )
        # sudo: res.partner - a contact of the manager's own company
        partner_sudo = self.sudo().search(
            [
                ("parent_id", "child_of", company_sudo.ids),
                ("email_normalized", "=", email),
                ("is_company", "=", False),
            ],
            limit=1,
        ) or self.sudo().create(
            {"name": name, "email": email, "parent_id": company_sudo.id}
        )
        line_sudo = partner_sudo._portal_access_line_sudo(partner_sudo)
        if line_sudo.is_portal:
            # not by a manager, who takes the right, too: by a colleague of ours
            raise UserError(
                self.env._("The log-in of this person was closed. Ask us about it.")
            )
        line_sudo.action_grant_access()
        company_sudo.message_post(
            body=self.env._(
                "%(manager)s invited %(person)s to the space.",
                manager=me_sudo.name,
                person=partner_sudo.name,
            ),
            author_id=me_sudo.id,
            subtype_xmlid="mail.mt_note",
        )
        return partner_sudo.id

    def _portal_claim(self):
        """Let no other request invite somebody of this company meanwhile: the second
        starts again when the first is done, and finds whom it invited."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL("UPDATE res_partner SET write_date = write_date WHERE id = %s", self.id)
        )

    def portal_set_colleague(self, scope, is_manager):
        """Decide what a person of the user's company sees, and whether they decide,
        too.

        :param scope: ``company`` or ``own``
        :param bool is_manager: nobody takes that from themselves
        :raise AccessError: if the user does not manage this person
        """
        colleague_sudo = self._portal_managed()
        if scope not in dict(colleague_sudo._fields["portal_scope"].selection):
            raise UserError(self.env._("Choose what this person sees."))
        # sudo: res.partner - the user's own contact
        if not is_manager and colleague_sudo == self.env.user.sudo().partner_id:
            raise UserError(self.env._("Somebody else has to take that from you."))
        colleague_sudo.write(
            {"portal_scope": scope, "portal_is_manager": bool(is_manager)}
        )

    def portal_remove_colleague(self):
        """Take the log-in from a person of the user's company. What they wrote stays.

        :raise AccessError: if the user does not manage this person
        :raise UserError: if it is the user
        """
        colleague_sudo = self._portal_managed()
        # sudo: res.partner - the user's own contact
        me_sudo = self.env.user.sudo().partner_id
        if colleague_sudo == me_sudo:
            raise UserError(self.env._("Somebody else has to take that from you."))
        line_sudo = colleague_sudo._portal_access_line_sudo(colleague_sudo)
        line_sudo.action_revoke_access()
        me_sudo.commercial_partner_id.message_post(
            body=self.env._(
                "%(manager)s removed %(person)s from the space.",
                manager=me_sudo.name,
                person=colleague_sudo.name,
            ),
            author_id=me_sudo.id,
            subtype_xmlid="mail.mt_note",
        )

    def _portal_managed(self):
        """This person, if the user manages them (sudo)."""
        colleagues_sudo = self._portal_colleagues()
        if len(self) != 1 or self not in colleagues_sudo:
            raise AccessError(
                self.env._("This person is none of those whom you manage.")
            )
        # sudo: res.partner - one of those whom the user manages, as was just checked
        return self.sudo()
