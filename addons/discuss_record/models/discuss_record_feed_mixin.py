import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date, format_list, ormcache

from ..feed import Feed, FeedEvent

_logger = logging.getLogger(__name__)

# What a note may say of a value: members read it who were invited, and may not read the
# record. Amounts are none of theirs.
FIELD_TYPES = {
    "boolean",
    "char",
    "date",
    "datetime",
    "many2many",
    "many2one",
    "selection",
}
TEXT_MAX_LENGTH = 80


class DiscussRecordFeedMixin(models.AbstractModel):
    """What happens to a business record appears in its team channel: one compact note
    for each transaction, of which nobody is notified.

    What may be told is declared here, by ``_discuss_feed_fields`` and
    ``_discuss_feed_events``; what is told is chosen by administrators, in
    ``discuss.record.feed``.
    """

    _name = "discuss.record.feed.mixin"
    _description = "Record with Channels: Feed"

    _discuss_feed_fields = None
    """Names of the fields whose changes are told, with the values before and after.
    By default, those that tell how far the record is and who answers for it. Fields
    that only some colleagues may read, and amounts, are told to nobody."""

    def _discuss_feed_events(self):
        """Return what may be told of records of this model.

        To extend where changes of fields are not enough: with what a field becomes, or
        with what is told by ``_discuss_feed_tell``.

        :return: instances of ``discuss_record.feed.FeedEvent`` by a code of their own
        :rtype: dict
        """
        names = self._discuss_feed_fields
        if names is None:
            names = (self._discuss_state_field, *self._discuss_user_fields)
        icons = {"date": "fa-calendar", "datetime": "fa-calendar"}
        return {
            name: FeedEvent(
                field._description_string(self.env),
                "fa-user-o"
                if field.comodel_name == "res.users"
                else icons.get(field.type, "fa-flag-o"),
                field=name,
            )
            for name in names
            if (field := self._fields.get(name))
        }

    def _register_hook(self):
        super()._register_hook()
        if self._abstract or self._discuss_feed_fields is None:
            return
        for name in self._discuss_feed_fields:
            if not self._discuss_feed_may_tell(name):
                _logger.warning(
                    "%s: changes of %r are not told, for not everybody may read them",
                    self._name,
                    name,
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if self._discuss_feed_watched():
            self._discuss_feed_forget(records)
        return records

    def write(self, vals):
        self._discuss_feed_keep(vals)
        return super().write(vals)

    def _compute_field_value(self, field):
        computed = self.pool.field_computed[field]
        self._discuss_feed_keep(other.name for other in computed if other.store)
        return super()._compute_field_value(field)

    # ------------------------------------------------------------
    # Collecting
    # ------------------------------------------------------------

    def _discuss_feed_may_tell(self, name):
        """Whether changes of a field may be told: all colleagues may read it."""
        field = self._fields.get(name)
        if not field or field.type not in FIELD_TYPES:
            return False
        if not field.groups:
            return True
        groups = self.env["res.groups"]._get_group_definitions()
        allowed = groups.parse(field.groups, raise_if_not_found=False)
        return groups.parse("base.group_user") <= allowed

    def _discuss_feed_told(self):
        """Return what is told of records of this model: what may be, unless
        administrators chose otherwise."""
        choices = self.env["discuss.record.feed"]._get_choices()
        return {
            code: event
            for code, event in self._discuss_feed_events().items()
            if choices.get((self._name, code), event.is_told)
            and (not event.field or self._discuss_feed_may_tell(event.field))
        }

    @api.model
    @ormcache()
    def _discuss_feed_watched(self):
        """Return the names of the fields by which something is told."""
        told = self._discuss_feed_told().values()
        return frozenset(event.field for event in told if event.field)

    def _discuss_feed_discussed(self):
        """Return those of these records that have a team channel, as superuser."""
        # sudo: discuss.record.mixin - only to know whether there is a channel
        return self.filtered("id").sudo().filtered("team_channel_id")

    def _discuss_feed_keep(self, names):
        """Keep the values of these fields, which are about to change, to tell of it."""
        names = self._discuss_feed_watched().intersection(names)
        if names and (discussed := self._discuss_feed_discussed()):
            Feed.of(self.env).keep(discussed, names)

    @api.model
    def _discuss_feed_forget(self, records):
        """What new records become in the transaction in which they are made is not
        told."""
        if linked := records._discuss_feed_discussed():
            Feed.of(self.env).forget(linked)

    def _discuss_feed_tell(self, code, detail=""):
        """Tell that something happened to these records, which no field says.

        :param str code: of an event that ``_discuss_feed_events`` declares
        :param str detail: a few words that all members of the channel may read
        """
        if code in self._discuss_feed_told() and (
            discussed := self._discuss_feed_discussed()
        ):
            Feed.of(self.env).tell(discussed, code, detail)

    # ------------------------------------------------------------
    # Telling
    # ------------------------------------------------------------

    def _discuss_feed_line(self, before, told):
        """Say what happened to this record (sudo).

        :param dict before: what the fields were before that may have changed
        :param dict told: details of what was told, in lists, by code
        :return: what comes after the name of the record; empty if nothing has changed
        :rtype: markupsafe.Markup
        """
        self.ensure_one()
        texts = []
        for code, event in self._discuss_feed_told().items():
            text = ""
            if code in told:
                text = event.label
                if details := told[code]:
                    text = self.env._(
                        "%(what)s: %(detail)s",
                        what=event.label,
                        detail=format_list(self.env, details),
                    )
            elif event.field in before:
                text = self._discuss_feed_change(event, before[event.field])
            if text:
                icon = Markup('<i class="fa fa-fw %s"></i>') % event.icon
                texts.append(Markup("%s %s") % (icon, text))
        return Markup(" · ").join(texts)

    def _discuss_feed_change(self, event, old):
        """Say in which way a field changed, or nothing if that says nothing."""
        new = self[event.field]
        if event.becomes is not None:
            happened = event.has_happened(new) and not event.has_happened(old)
            return event.label if happened else ""
        old, new = (self._discuss_feed_text(event.field, value) for value in (old, new))
        if old == new:
            return ""
        if not old:
            return self.env._("%(what)s: %(detail)s", what=event.label, detail=new)
        return self.env._(
            "%(what)s: %(old)s → %(new)s",
            what=event.label,
            old=old,
            new=new or self.env._("none"),
        )

    def _discuss_feed_text(self, name, value):
        """Return a value of a field of this record as text."""
        field = self._fields[name]
        if field.relational:
            # Of another moment: what it was may be gone by now.
            names = value.with_env(self.env).exists().mapped("display_name")
            text = format_list(self.env, names) if names else ""
        elif field.type == "boolean":
            text = self.env._("yes") if value else self.env._("no")
        elif not value:
            text = ""
        elif field.type == "selection":
            text = dict(field._description_selection(self.env)).get(value, value)
        elif field.type == "date":
            text = format_date(self.env, value)
        elif field.type == "datetime":
            day = fields.Datetime.context_timestamp(self, value)
            text = format_date(self.env, day)
        else:
            text = value
        if len(text) > TEXT_MAX_LENGTH:
            text = f"{text[: TEXT_MAX_LENGTH - 1]}…"
        return text
