from odoo import api, models
from odoo.fields import Domain


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Who belongs to a customer is looked up once in a transaction, not for every
        rule of every model that a page of the space reads."""
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or not self.env.user._is_portal():
            return domain
        return self._with_known_people(domain, self.env[model_name])

    @api.model
    def _with_known_people(self, domain, model):
        """This domain with the people below a contact instead of the search for them.

        :param domain: ``Domain`` on a model, its paths taken apart
        :param model: an empty recordset
        :return: ``Domain``
        """

        partner = self.env["res.partner"]
        is_partner = model._name == partner._name

        def with_people(condition):
            field = model._fields.get(condition.field_expr)
            if field is None:
                return condition
            if condition.operator in ("any", "any!") and isinstance(
                condition.value, Domain
            ):
                comodel = self.env[field.comodel_name]
                found = self._with_known_people(condition.value, comodel)
                return Domain(condition.field_expr, condition.operator, found)
            if condition.operator != "child_of":
                return condition
            # any other field of a partner is a hierarchy of its own
            is_own_id = is_partner and field.name == "id"
            if not is_own_id and (is_partner or field.comodel_name != partner._name):
                return condition
            ids = condition.value
            ids = (ids,) if isinstance(ids, int) else tuple(ids or ())
            if not ids or not all(type(each) is int for each in ids):
                return condition
            known = partner.browse(ids)
            if field.type != "many2one" and not is_own_id:
                # of these, child_of starts from what the user may read
                if not known.has_access("read"):
                    return condition
            # sudo: res.partner - as child_of, which looks beyond what one may read
            people_sudo = known.sudo().portal_space_people_ids
            return Domain(field.name, "in", people_sudo.ids)

        return domain.map_conditions(with_people)
