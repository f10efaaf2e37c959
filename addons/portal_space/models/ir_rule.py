from odoo import api, models, tools
from odoo.fields import Domain


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Who belongs to a customer is looked up once in a transaction, not for every
        rule of every model that a page of the space reads."""
        if (
            self.env.su
            or not self.env.user._is_portal()
            # Odoo keeps what it makes of the rules of others, on and on
            or self.env.context.get("portal_space_unknown_people")
        ):
            return super()._compute_domain(model_name, mode)
        # sudo: res.partner - as child_of, which looks beyond what one may read
        partner_sudo = self.env.user.sudo().partner_id
        company_sudo = partner_sudo.commercial_partner_id
        # each with all below
        people = (
            (partner_sudo.id, partner_sudo.portal_space_people_ids._ids),
            (company_sudo.id, company_sudo.portal_space_people_ids._ids),
        )
        domain, asks = self._compute_domain_of_people(model_name, mode, people, False)
        if asks and (partner_sudo | company_sudo).sudo(False).has_access("read"):
            domain, _asks = self._compute_domain_of_people(
                model_name, mode, people, True
            )
        return domain

    @api.model
    @tools.ormcache(
        *("self.env.uid", "model_name", "mode", "people", "may_read"),
        "tuple(self._compute_domain_context_values())",
    )
    def _compute_domain_of_people(self, model_name, mode, people, may_read):
        """Kept as long as Odoo keeps what it is made of.

        :return: the ``Domain``, and whether it depends on ``may_read``
        """
        model = self.env[model_name]
        rules = self.with_context(portal_space_unknown_people=True)
        domain = super(IrRule, rules)._compute_domain(model_name, mode)
        known, asks = self._with_known_people(domain, model, dict(people), may_read)
        return known.optimize(model), asks

    @api.model
    def _with_known_people(self, domain, model, people, may_read):
        """This domain with the people below a contact instead of the search for them.

        :param domain: ``Domain`` on a model, its paths taken apart
        :param model: an empty recordset
        :param people: dict of ``{partner id: ids of it and all below}``, of those who
            are known
        :param may_read: whether the user may read those
        :return: ``Domain``, and whether it depends on ``may_read``
        """
        partner = self.env["res.partner"]
        is_partner = model._name == partner._name
        asks = False

        def with_people(condition):
            nonlocal asks
            field = model._fields.get(condition.field_expr)
            if field is None:
                return condition
            if condition.operator in ("any", "any!") and isinstance(
                condition.value, Domain
            ):
                found, asks_too = self._with_known_people(
                    condition.value, self.env[field.comodel_name], people, may_read
                )
                asks |= asks_too
                return Domain(condition.field_expr, condition.operator, found)
            if condition.operator != "child_of":
                return condition
            # any other field of a partner is a hierarchy of its own
            is_own_id = is_partner and field.name == "id"
            if not is_own_id and (is_partner or field.comodel_name != partner._name):
                return condition
            ids = condition.value
            ids = (ids,) if isinstance(ids, int) else tuple(ids or ())
            if not ids or not all(type(each) is int and each in people for each in ids):
                return condition
            if field.type != "many2one" and not is_own_id:
                # of these, child_of starts from what the user may read
                asks = True
                if not may_read:
                    return condition
            below = set().union(*(people[each] for each in ids))
            return Domain(field.name, "in", sorted(below))

        return domain.map_conditions(with_people), asks
