from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools.misc import clean_context


class PortalSpaceAccessMixin(models.AbstractModel):
    """A record from whose form its customer is given access to the space.

    Who sells is no manager of users, yet decides whom they work with: who may write the
    record may let its customer in, if that is somebody whom no right of a colleague
    goes to.
    """

    _name = "portal.space.access.mixin"
    _description = "Record whose Customer is given Access to the Space"

    # No selection: its values would stay behind in a model that another module extends.
    portal_access = fields.Char(
        "Access to the Space",
        compute="_compute_portal_access",
        export_string_translation=False,
    )
    """``none``, ``invited`` or ``used``."""
    portal_access_date = fields.Datetime(
        "Access Since", compute="_compute_portal_access"
    )

    def _compute_portal_access(self):
        for record in self:
            # sudo: res.users - whether the customer has a log-in, and has used it, is
            # told to who may read the record
            user_sudo = record._portal_access_partner().sudo().user_ids
            user_sudo = user_sudo.filtered(lambda user: user._is_portal())[:1]
            record.portal_access_date = user_sudo.create_date
            if not user_sudo:
                record.portal_access = "none"
            else:
                record.portal_access = "used" if user_sudo.login_date else "invited"

    def _portal_access_partner(self):
        """Who is given access: the customer of this record, or nobody."""
        self.ensure_one()
        return self._mail_get_partners()[self.id][:1]

    def _portal_access_ensure_partner(self):
        """The same; a model makes its customer here, where there is none yet."""
        return self._portal_access_partner()

    def action_give_portal_access(self):
        """Give the customer of this record access to the space. They are sent the
        invitation of the portal. Whoever has access is not invited again.

        :raise UserError: if there is nobody who may be let in
        :raise AccessError: if the user may not write the record
        """
        self.ensure_one()
        self.check_access("write")
        partner = self._portal_access_ensure_partner()
        line_sudo = self._portal_access_line_sudo(partner)
        # who clicks twice gives access once
        if not line_sudo.is_portal:
            line_sudo.action_grant_access()
            self._portal_access_note(self.env._("%s was given access to the space."))
        return True

    def action_invite_to_portal_again(self):
        """Send the invitation once more to a customer who has not come yet.

        :raise UserError: if they have no access, or have come
        :raise AccessError: if the user may not write the record
        """
        self.ensure_one()
        self.check_access("write")
        if self.portal_access != "invited":
            raise UserError(
                self.env._(
                    "Only a customer who has access and has not come yet is invited "
                    "again."
                )
            )
        line_sudo = self._portal_access_line_sudo(self._portal_access_partner())
        line_sudo.action_invite_again()
        self._portal_access_note(self.env._("%s was invited to the space again."))
        return True

    def _portal_access_note(self, text):
        self.message_post(body=text % self._portal_access_partner().display_name)
        self.invalidate_recordset(["portal_access", "portal_access_date"])

    def _portal_access_line_sudo(self, partner):
        """The line of stock's wizard that lets somebody in, once it is sure that they
        may be."""
        if not partner:
            raise UserError(self.env._("Choose a customer first."))
        partner.check_access("read")
        # sudo: portal.wizard - who may write the record lets its customer in; whoever
        # has any other right than a customer's is refused below
        wizards_sudo = self.env["portal.wizard"].sudo()
        company = self._mail_get_companies(default=self.env.company)[self.id]
        line_sudo = (
            # pylint: disable-next=context-overridden
            wizards_sudo.with_context(clean_context(self.env.context))
            .with_company(company)
            .create({"partner_ids": [Command.set(partner.ids)]})
            .user_ids
        )
        if refusal := self._portal_access_refusal(line_sudo):
            raise UserError(refusal)
        return line_sudo

    def _portal_access_refusal(self, line_sudo):
        """Why somebody may not be let in, empty if they may."""
        partner_sudo = line_sudo.partner_id
        users_sudo = partner_sudo.with_context(active_test=False).user_ids
        groups_sudo = line_sudo.env.ref("base.group_portal")
        groups_sudo |= line_sudo.env.ref("base.group_public")
        # sudo: res.company - whether the contact is one of ours
        ours_sudo = self.env["res.company"].sudo().search(Domain.TRUE).partner_id
        name = partner_sudo.display_name
        if not partner_sudo.active:
            return self.env._("%s is archived: restore the contact first.", name)
        if (
            any(user._is_internal() for user in users_sudo)
            or partner_sudo.commercial_partner_id in ours_sudo
        ):
            return self.env._("%s is a colleague; the space is for customers.", name)
        if users_sudo.group_ids - groups_sudo.all_implied_ids:
            return self.env._(
                "%s has a log-in with other rights: ask an administrator.", name
            )
        if line_sudo.email_state == "ko":
            return self.env._(
                "%s has no valid e-mail address to send the invitation to.", name
            )
        if line_sudo.email_state == "exist":
            return self.env._(
                "Somebody else logs in with the e-mail address of %s: each person "
                "needs their own.",
                name,
            )
        return ""
