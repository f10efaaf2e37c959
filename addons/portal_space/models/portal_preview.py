from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.inert import make_inert


class PortalPreview(models.Model):
    """Somebody of the company saw the space as a customer does: who, whose, when.

    A preview is a picture. It is made with the customer's rights in a transaction of
    its own that can't write, and nothing that a customer could click is left in it: at
    no time does a colleague act as the customer.
    """

    _name = "portal.preview"
    _description = "Preview of a Customer's Space"
    _log_access = False
    _order = "date DESC, id DESC"
    _rec_name = "partner_id"

    user_id = fields.Many2one(
        "res.users", "Seen by", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, ondelete="cascade"
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    _partner_idx = models.Index("(partner_id)")

    @api.model
    def _customer_of(self, partner):
        """Check that the user may preview the space of a person.

        :param partner: ``res.partner``
        :return: the log-in of that person (``res.users``, sudo)
        :raise AccessError: the user may not preview, or not read the contact
        :raise UserError: the person has no space: a colleague never has
        """
        self._check_may_preview()
        partner.ensure_one()
        partner.check_access("read")
        customer_sudo = partner._portal_space_users().get(partner)
        if not customer_sudo or not partner.active:
            raise UserError(
                self.env._("%(name)s has no space.", name=partner.display_name)
            )
        return customer_sudo

    @api.model
    def _check_may_preview(self):
        """Raise an AccessError if the user may not see any customer's space."""
        user = self.env.user
        group = "portal_space.group_portal_space_preview"
        if not user._is_internal() or not user.has_group(group):
            raise AccessError(self.env._("You may not preview the space of customers."))

    @api.model
    def _open(self, partner):
        """Make the picture of a person's space, and note who sees it.

        :return: dict of ``customer`` (``res.users``, sudo), ``home`` (Markup) and
            ``hidden`` (list of sentences)
        """
        customer_sudo = self._customer_of(partner)
        customer = customer_sudo.with_env(self.env)
        # sudo: portal.preview - who previews can't keep it from being noted
        self.sudo().create({"user_id": self.env.uid, "partner_id": partner.id})
        # sudo: res.partner - it is noted on contacts that one may only read, too
        partner.sudo()._message_log(
            author_id=self.env.user.partner_id.id,
            body=self.env._("Saw the space of this customer, in a preview."),
        )
        return {
            "customer": customer_sudo,
            "home": self._home_of(customer),
            "hidden": self.env["portal.space"]._hidden_reasons(customer),
        }

    @api.model
    def _home_of(self, customer):
        """The home as the customer sees it, in the language of the user.

        :return: Markup, of which nothing can be clicked but links to the back end
        """
        context = {"lang": self.env.lang, "tz": self.env.tz}
        with self.env.registry.cursor(readonly=True) as cr:
            # the cursor is one that can write where there is no replica
            cr.execute("SET TRANSACTION READ ONLY")
            env = api.Environment(cr, customer.id, context)
            values = {
                "space": env["portal.space"]._home(),
                "space_preview": True,
            }
            home = env["ir.qweb"]._render("portal_space.home", values)
            # also what is only in the cache: nothing is to be written at the end
            cr.rollback()
        return make_inert(home)

    @api.autovacuum
    def _gc_previews(self):
        """Keep a year: the contacts' notes stay."""
        limit = fields.Datetime.now() - timedelta(days=365)
        self.search([("date", "<", limit)], limit=10_000).unlink()
