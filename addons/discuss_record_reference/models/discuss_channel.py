from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..tools.references import is_name, parse

_CARDS_MAX = 50
_CARDS_PER_REFERENCE = 3
_SUGGESTIONS_MAX = 8


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    # ------------------------------------------------------------
    # Cards
    # ------------------------------------------------------------

    @api.model
    @api.readonly
    def get_record_cards(self, references):
        """Describe the records that messages refer to, to the current user.

        What they may not read and what does not exist are both left out.

        :param list references: at most 50 of ``#`` and the name of a record, as in
            "#S00042", or the end of the path of its link, as in "sale.order/42",
            "sales/42" or "action-sale.action_orders/42"
        :return: for each reference that leads somewhere, a list of what
            ``discuss.record.mixin._discuss_card`` returns
        :rtype: dict
        :raise AccessError: the user is no colleague
        :raise ValidationError: ``references`` are too many, or none
        """
        self._check_sees_cards()
        if not (
            isinstance(references, list | tuple)
            and len(references) <= _CARDS_MAX
            and all(isinstance(reference, str) for reference in references)
        ):
            raise ValidationError(
                self.env._(
                    "References are texts, and at most %(count)s at a time.",
                    count=_CARDS_MAX,
                )
            )
        found = defaultdict(list)
        for reference, records in self._find_referred(references):
            found[reference] += [
                record._discuss_card()
                for record in records[: _CARDS_PER_REFERENCE - len(found[reference])]
            ]
        return {reference: cards for reference, cards in found.items() if cards}

    @api.model
    def _check_sees_cards(self):
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues see what messages refer to."))

    @api.model
    def _find_referred(self, references):
        """Yield pairs of a reference and a list of records, those of one model, that it
        leads to and that the current user may read.
        """
        parsed = {
            reference: target
            for reference in references
            if (target := parse(reference))
        }
        linked_models = self._find_link_models(
            segment for segment, _target in parsed.values() if segment
        )
        ids, names = defaultdict(dict), {}
        for reference, (segment, target) in parsed.items():
            if not segment:
                # On a phone, nobody types capitals
                names[reference] = {target, target.upper()}
            elif model := linked_models.get(segment):
                ids[model][reference] = target
        for model, target_ids in ids.items():
            readable = self._search_readable(
                model, Domain("id", "in", list(target_ids.values()))
            )
            for reference, target_id in target_ids.items():
                yield reference, [r for r in readable if r.id == target_id]
        if not names:
            return
        for model, field_name in self._reference_fields().items():
            readable = self._search_readable(
                model,
                Domain(field_name, "in", list(set().union(*names.values()))),
                limit=_CARDS_MAX * _CARDS_PER_REFERENCE,
            )
            for reference, targets in names.items():
                yield reference, [r for r in readable if r[field_name] in targets]

    @api.model
    def _find_link_models(self, segments):
        """Return, by segment of a link, the model whose records it leads to, where
        these have channels.
        """
        shown_models, paths, action_ids = {}, {}, {}
        for segment in segments:
            if segment.startswith("action-"):
                action_ids[segment] = self._find_action_id(
                    segment.removeprefix("action-")
                )
            elif segment.startswith("m-"):
                shown_models[segment] = segment.removeprefix("m-")
            elif "." in segment:
                shown_models[segment] = segment
            else:
                paths[segment] = segment
        if paths or action_ids:
            # sudo: ir.actions.actions - which model an action shows is no secret
            actions = self.env["ir.actions.actions"].sudo()
            actions = actions.search(
                Domain("path", "in", list(paths))
                | Domain("id", "in", list(filter(None, action_ids.values())))
            )
            shown = {}
            for kind, model_field in (
                ("ir.actions.act_window", "res_model"),
                ("ir.actions.server", "model_name"),
            ):
                ids = [action.id for action in actions if action.type == kind]
                for action in actions.env[kind].browse(ids):
                    shown[action.id] = shown[action.path] = action[model_field]
            for segment, key in (paths | action_ids).items():
                shown_models[segment] = shown.get(key)
        known = set(self._record_models())
        return {
            segment: model for segment, model in shown_models.items() if model in known
        }

    @api.model
    def _find_action_id(self, action):
        """Return the id of an action that a link names by its id or external id."""
        if action.isdecimal():
            return int(action) if len(action) < 10 else None
        if "." not in action:
            return None
        # sudo: ir.model.data - which model an action shows is no secret
        data = self.env["ir.model.data"].sudo()
        model, res_id = data._xmlid_to_res_model_res_id(action)
        return res_id if model and model.startswith("ir.actions.") else None

    # ------------------------------------------------------------
    # Suggestions
    # ------------------------------------------------------------

    @api.model
    @api.readonly
    def get_record_suggestions(self, search):
        """Return records that the current user may read and is about to refer to.

        :param str search: the beginning of the record's name, or from three characters
            on any part of it
        :return: at most 8 of what ``discuss.record.mixin._discuss_suggestion`` returns,
            the newest first
        :rtype: list
        :raise AccessError: the user is no colleague
        :raise ValidationError: ``search`` is no text
        """
        self._check_sees_cards()
        if not isinstance(search, str):
            raise ValidationError(self.env._("What to search for is a text."))
        search = search.strip()
        # What cannot be part of a name needs no search in the database
        if not 2 <= len(search) <= 64 or not is_name(f"{search}0"):
            return []
        escaped = search.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        # Two characters are too few for an index to help, but at the beginning
        pattern = f"{escaped}%" if len(search) < 3 else f"%{escaped}%"
        return [
            record._discuss_suggestion()
            for model, field_name in self._reference_fields().items()
            for record in self._search_readable(
                model,
                Domain(field_name, "=ilike", pattern),
                limit=_SUGGESTIONS_MAX,
                order="id DESC",
                active_test=True,
            )
            if is_name(record[field_name])
        ][:_SUGGESTIONS_MAX]

    # ------------------------------------------------------------
    # What the reader may read
    # ------------------------------------------------------------

    @api.model
    def _reference_fields(self):
        """Return, by model, the field by whose value its records are referred to, as
        far as the current user may read both.
        """
        fields = {}
        for name in self._record_models():
            model = self.env[name].sudo(False)
            field_name = model._discuss_reference_field
            if (
                field_name
                and model.has_access("read")
                and model._has_field_access(model._fields[field_name], "read")
            ):
                fields[name] = field_name
        return fields

    @api.model
    def _search_readable(self, model, domain, *, active_test=False, **options):
        """Search those records that the current user may read, as that user, in
        whichever of their companies: what switched them on does not count.
        """
        records = (
            self.env[model]
            .sudo(False)
            .with_context(active_test=active_test, allowed_company_ids=[])
        )
        if not records.has_access("read"):
            return records
        return records.search(domain, **options)
