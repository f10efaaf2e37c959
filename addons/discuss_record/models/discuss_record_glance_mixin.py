from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..glance import own_glances, unread_channels

CHANNEL_FIELDS = ("team_channel_id", "customer_channel_id")


class DiscussRecordGlanceMixin(models.AbstractModel):
    """What lists and forms of business records show of their channels, and what the
    channels hear of their records.

    Lists only ask whether there is a channel. What is unread in it, and the last word,
    are asked for by what shows them, for all rows at once.
    """

    _name = "discuss.record.glance.mixin"
    _description = "Record with Channels: Glance"

    _discuss_partner_field = "partner_id"
    """Name of the field that tells which customer the record is about: they show its
    conversations. None, or a field that the model has not, if there is no customer."""

    _discuss_header_sequence = 10
    """Where the record stands in the header of a channel that has several: those with
    the lowest number first, then the newest."""

    has_discussion = fields.Boolean(
        "Discussion",
        compute="_compute_has_discussion",
        search="_search_has_discussion",
        groups="base.group_user",
        exportable=False,
    )
    has_unread_discussion = fields.Boolean(
        "Unread Discussion",
        compute="_compute_discuss_summary",
        search="_search_has_unread_discussion",
        groups="base.group_user",
        exportable=False,
        help="There are messages about this record that you have not read.",
    )
    team_channel_unread_counter = fields.Integer(
        "Unread Messages in the Team Channel",
        compute="_compute_discuss_summary",
        groups="base.group_user",
        exportable=False,
    )
    discuss_summary = fields.Json(
        "Discussion in a Line",
        compute="_compute_discuss_summary",
        groups="base.group_user",
        exportable=False,
    )

    # ------------------------------------------------------------
    # Lists
    # ------------------------------------------------------------

    @api.depends(*CHANNEL_FIELDS)
    def _compute_has_discussion(self):
        for record in self:
            record.has_discussion = any(record[name] for name in CHANNEL_FIELDS)

    @api.model
    def _search_has_discussion(self, operator, values):
        if operator != "in":
            return NotImplemented
        domain = Domain.OR(Domain(name, "!=", False) for name in CHANNEL_FIELDS)
        return Domain.OR(domain if value else ~domain for value in values)

    @api.model
    def _search_has_unread_discussion(self, operator, values):
        """Begin with what the user has joined, and reach the records by the index of
        their channels, however many records have one."""
        if operator != "in":
            return NotImplemented
        self._check_field_access(self._fields["has_unread_discussion"], "read")
        self.flush_model(CHANNEL_FIELDS)
        query = SQL(
            """
            WITH unread AS MATERIALIZED (%(unread)s)
            %(records)s
            """,
            unread=unread_channels(self.env),
            records=SQL(" UNION ALL ").join(
                SQL(
                    "SELECT id FROM %s WHERE %s IN (SELECT channel_id FROM unread)",
                    SQL.identifier(self._table),
                    SQL.identifier(name),
                )
                for name in CHANNEL_FIELDS
            ),
        )
        return Domain.OR(
            Domain("id", "in" if value else "not in", SQL("(%s)", query))
            for value in values
        )

    @api.readonly
    def get_discuss_glances(self):
        """Tell what the current user finds in the channels of these records.

        :return: for each record that has a channel and that the user may read
            ``{"id": int, "channel_id": int, "channels": [[int, int]], "last": None |
            {"id": int, "date": str, "author": str, "words": str}}``: the channel that
            they open, those that they are in with the number of unread messages, and
            the last word in these
        :rtype: list
        :raise AccessError: the user is no colleague
        :raise ValidationError: these are no ids
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues see discussions of records."))
        if any(type(id_) is not int for id_ in self._ids):
            raise ValidationError(self.env._("These records do not exist."))
        # What exists, what may be read of it and its channels, in one query.
        records = self.with_context(active_test=False).search_fetch(
            [("id", "in", self.ids)], CHANNEL_FIELDS, order="id"
        )
        glances = records._discuss_own_glances()
        described = []
        for record in records:
            if channels := record._discuss_shown_channels(glances):
                found = [glances[c.id] for c in channels if c.id in glances]
                last = max(found, key=lambda g: g.last_id or 0, default=None)
                described.append(
                    {
                        "id": record.id,
                        "channel_id": channels[0].id,
                        "channels": [[g.channel_id, g.unread] for g in found],
                        "last": last.describe() if last and last.last_id else None,
                    }
                )
        return described

    def _discuss_own_glances(self):
        """Return what the current user finds in the channels of ``self`` that they are
        in, as :func:`own_glances` has it."""
        return own_glances(
            self.env, {id_ for name in CHANNEL_FIELDS for id_ in self[name].ids}
        )

    def _discuss_shown_channels(self, glances):
        """Return the channels of the record that the current user, who may read it,
        enters: the customer's by invitation only."""
        self.ensure_one()
        team, customer = (self[name] for name in CHANNEL_FIELDS)
        return team | customer.filtered(lambda channel: channel.id in glances)

    # ------------------------------------------------------------
    # Forms
    # ------------------------------------------------------------

    @api.depends_context("uid", "lang", "tz")
    @api.depends(*CHANNEL_FIELDS)
    def _compute_discuss_summary(self):
        """All that a form shows of the channels, in one query."""
        glances = self._discuss_own_glances()
        items = self._origin._discuss_summary(glances)
        for record in self:
            channels = record._discuss_shown_channels(glances)
            found = [glances[c.id] for c in channels if c.id in glances]
            team = glances.get(record.team_channel_id.id)
            record.team_channel_unread_counter = team.unread if team else 0
            record.has_unread_discussion = any(glance.unread for glance in found)
            record.discuss_summary = bool(channels) and {
                "channels": [[g.channel_id, g.unread] for g in found],
                "items": sorted(
                    items.get(record._origin.id, []), key=lambda item: item["sequence"]
                ),
            }

    def _discuss_summary(self, glances):
        """Return what the line on the form says of the channels of each record.

        Modules add what they bring, read in one query for all of ``self``. The browser
        adds at 20 what is unread, for this changes while one looks.

        :param dict glances: what the current user finds in the channels, by their ids
        :return: ``{record id: [{"name": str, "sequence": int, "text": str}]}``, the
            text in the language of the user
        :rtype: dict
        """
        items = {}
        for record in self:
            channels = record._discuss_shown_channels(glances)
            line = items[record.id] = []
            if channels:
                text = (
                    self.env._("1 channel")
                    if len(channels) == 1
                    else self.env._("%(count)s channels", count=len(channels))
                )
                line.append({"name": "channels", "sequence": 10, "text": text})
            dates = [glances[c.id].last_date for c in channels if c.id in glances]
            if last_date := max(filter(None, dates), default=None):
                date = format_date(
                    self.env, fields.Datetime.context_timestamp(self, last_date)
                )
                text = self.env._("last message %(date)s", date=date)
                line.append({"name": "last_message", "sequence": 90, "text": text})
        return items

    # ------------------------------------------------------------
    # Headers
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        # not those that have no channel: there is nothing to look up
        records.browse(
            record.id
            for record, vals in zip(records, vals_list, strict=True)
            if any(vals.get(name) for name in CHANNEL_FIELDS)
        )._discuss_notify_changed()
        return records

    def _write_multi(self, vals_list):
        """Follow what is written, and what is computed, by what it costs nothing to
        look at: most records have no channel."""
        result = super()._write_multi(vals_list)
        shown = self._discuss_shown_fields()
        self.browse(
            record.id
            for record, vals in zip(self, vals_list, strict=True)
            if not shown.isdisjoint(vals)
        )._discuss_notify_changed()
        return result

    def write(self, vals):
        result = super().write(vals)
        # these are no columns: nothing else tells of them
        if any(
            name in vals and self._fields[name].type in ("many2many", "one2many")
            for name in self._discuss_shown_fields()
            if name
        ):
            self._discuss_notify_changed()
        return result

    def unlink(self):
        channels = self._discuss_linked_channels()
        result = super().unlink()
        channels._notify_record_changed()
        return result

    @api.model
    def _discuss_shown_fields(self):
        """Return the names of the stored fields that the header of the channel shows,
        and of those that tie the record to it."""
        return {
            self._rec_name,
            *CHANNEL_FIELDS,
            *self._discuss_header_fields,
            *self._discuss_user_fields,
            self._discuss_state_field,
        }

    def _discuss_notify_changed(self):
        self._discuss_linked_channels()._notify_record_changed()

    def _discuss_linked_channels(self):
        """Return the channels of ``self``, as superuser, without a query for records
        that have been read: as these are all that are edited, in practice."""
        # sudo: discuss.record.mixin - who edits a record need not be in its channel
        records = self.sudo()
        unread_ids = set(self._fields["team_channel_id"]._cache_missing_ids(records))
        unread_ids.update(
            self._fields["customer_channel_id"]._cache_missing_ids(records)
        )
        known = records.filtered(lambda record: record.id not in unread_ids)
        channels = known.team_channel_id | known.customer_channel_id
        if unread_ids:
            # As this may be asked in the middle of a flush, not by the ORM.
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT team_channel_id, customer_channel_id
                      FROM %s
                     WHERE id = ANY(%s)
                       AND (team_channel_id IS NOT NULL
                            OR customer_channel_id IS NOT NULL)
                    """,
                    SQL.identifier(self._table),
                    list(unread_ids),
                )
            )
            channels |= channels.browse({id_ for row in rows for id_ in row if id_})
        return channels
