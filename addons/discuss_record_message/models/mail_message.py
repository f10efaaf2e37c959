from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

_MESSAGES_MAX = 100


class MailMessage(models.Model):
    _inherit = "mail.message"

    result_count = fields.Integer(
        "Things Made out of It", copy=False, groups="base.group_user", readonly=True
    )

    def _to_store_defaults(self, target):
        """Tell colleagues that there is something to ask for, and nobody else."""
        fields_ = super()._to_store_defaults(target)
        if target.is_internal(self.env):
            fields_.append(
                Store.Attr(
                    "result_count",
                    # sudo: mail.message - a number, for colleagues
                    predicate=lambda message: message.sudo().result_count,
                    sudo=True,
                )
            )
        return fields_

    @api.readonly
    def get_results(self):
        """Tell what was made out of these messages, as far as the current user may
        read it; what they may not read and what does not exist are both left out.

        :return: ``[{"message_id": int, "kind": str, "label": str, "model": str,
            "id": int, "name": str}]``, the first that was made first
        :rtype: list
        :raise AccessError: the user is no colleague
        :raise ValidationError: these are no ids, or more than 100
        """
        if not self.env.user._is_internal():
            raise AccessError(
                self.env._("Only colleagues see what was made out of messages.")
            )
        if len(self) > _MESSAGES_MAX or any(type(id_) is not int for id_ in self._ids):
            raise ValidationError(self.env._("These messages do not exist."))
        messages = self.search([("id", "in", self.ids)])
        # sudo: discuss.message.result - of messages that the user may read
        results = self.env["discuss.message.result"].sudo()
        results = results.search([("message_id", "in", messages.ids)])
        names = {}
        for model, of_model in results.grouped("res_model").items():
            if model in self.env:
                readable = self.env["discuss.channel"]._search_readable(
                    model, Domain("id", "in", of_model.mapped("res_id"))
                )
                names.update({(model, r.id): r.display_name for r in readable})
        kinds = self.env["discuss.message.follow.up"]._fields["kind"]
        labels = dict(kinds._description_selection(self.env))
        return [
            {
                "message_id": result.message_id.id,
                "kind": result.kind,
                "label": labels.get(result.kind, ""),
                "model": result.res_model,
                "id": result.res_id,
                "name": names[result.res_model, result.res_id],
            }
            for result in results
            if (result.res_model, result.res_id) in names
        ]
