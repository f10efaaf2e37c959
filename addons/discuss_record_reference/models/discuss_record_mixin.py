from odoo import models


class DiscussRecordMixin(models.AbstractModel):
    _inherit = "discuss.record.mixin"

    _discuss_reference_field = None
    """Name of the field whose value people call a record by, for example "S00042":
    ``#`` and that value refer to the record in a message. Without one, records of the
    model are referred to by their link only."""

    def _discuss_card(self):
        """Describe the record for a card below a message that refers to it, as the
        current user may see it.

        :return: what ``_discuss_header`` returns
        :rtype: dict
        """
        self.ensure_one()
        return self._discuss_header()

    def _discuss_suggestion(self):
        """Describe the record for who is about to refer to it.

        :return: ``{"model": str, "id": int, "reference": str, "kind": str,
            "detail": str}``
        :rtype: dict
        """
        self.ensure_one()
        first_field = self._discuss_header_fields[:1]
        return {
            "model": self._name,
            "id": self.id,
            "reference": self[self._discuss_reference_field],
            "kind": self._discuss_kind(),
            "detail": "".join(self._discuss_format(name) for name in first_field),
        }
