from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..feed import Feed

# A year, for who has to answer the question why somebody could not read on.
KEPT_DAYS = 365

# So many channels are checked in one transaction of the daily check,
AUDIT_BATCH = 1000
# which notes here after which channel it goes on, if its time was over in the middle.
AUDIT_LAST_ID = "discuss_record.audit_last_id"


class DiscussRecordDeparture(models.Model):
    """Who was taken out of the channel of a record, when and why."""

    _name = "discuss.record.departure"
    _description = "Departure from a Record's Channel"
    _order = "id desc"
    _rec_name = "channel_name"

    partner_id = fields.Many2one(
        "res.partner",
        "Who Left",
        index=True,
        ondelete="cascade",
        readonly=True,
        required=True,
    )
    company_id = fields.Many2one("res.company", readonly=True)
    channel_id = fields.Many2one(
        "discuss.channel", index="btree_not_null", ondelete="set null", readonly=True
    )
    channel_name = fields.Char("Left Channel", readonly=True)
    record_names = fields.Char("Records", readonly=True)
    reason = fields.Selection(
        [
            ("record", "The record changed"),
            ("group", "Their access rights changed"),
            ("company", "Their companies changed"),
            ("team", "Their team changed"),
            ("outside", "They are no colleague any more"),
            ("audit", "The daily check found it"),
        ],
        readonly=True,
        required=True,
    )
    create_uid = fields.Many2one("res.users", "Changed by", readonly=True)
    create_date = fields.Datetime("Left on", readonly=True)

    @api.autovacuum
    def _gc_departures(self):
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", limit)]).unlink()

    @api.model
    def _audit_all(self):
        """Check the channels of records, by batches, each kept once it is done. When
        the time of the job is over in the middle, the next run goes on there."""
        # sudo: ir.config_parameter - where the last run ended
        params = self.env["ir.config_parameter"].sudo()
        begun_id = last_id = int(params.get_param(AUDIT_LAST_ID) or 0)
        # sudo: discuss.channel - all of them
        Channel = self.env["discuss.channel"].sudo()
        while True:
            channels = Channel.search(
                [("record_audience", "!=", False), ("id", ">", last_id)],
                limit=AUDIT_BATCH,
                order="id",
            )
            self._audit(channels)
            is_done = len(channels) < AUDIT_BATCH
            last_id = 0 if is_done else channels[-1].id
            seconds_left = self.env["ir.cron"]._commit_progress(
                len(channels), remaining=int(not is_done)
            )
            if is_done or not seconds_left:
                break
            # of a hundred thousand channels, not all at a time
            self.env.invalidate_all()
        if last_id != begun_id:
            params.set_param(AUDIT_LAST_ID, last_id)

    @api.model
    def _audit(self, channels):
        """Check what no event told about these channels (sudo)."""
        self.env["discuss.record.end"]._update_records(channels)
        channels._revoke_record_entries("audit")

    @api.model
    def _take_out(self, reason, channels=None, users=None):
        """Take out of the team channels of records those who entered by right of a
        record that they may not read any more, and those who are no colleagues any
        more. Tell them, and the channel, and keep why.

        :param str reason: key of the field ``reason``
        :param channels: the channels to look at; all, if not given
        :param users: the people to look at; all, if not given
        """
        domain = Domain("channel_id.record_audience", "=", "team") & (
            Domain("record_entry", "=", True)
            | ~Domain("partner_id.user_ids", "any", [("share", "=", False)])
        )
        if channels is not None:
            domain &= Domain("channel_id", "in", channels.ids)
        if users is not None:
            domain &= Domain("partner_id", "in", users.partner_id.ids)
        # sudo: discuss.channel.member - membership follows the record, not its editor
        members = self.env["discuss.channel.member"].sudo().search(domain)
        if not members:
            return
        names = {}
        for records in members.channel_id._search_records():
            for record in records:
                names.setdefault(record.team_channel_id.id, []).append(record)
        vals_list = []
        for partner, own in members.grouped("partner_id").items():
            user = partner.user_ids.filtered(lambda u: u._is_internal())[:1]
            if user:
                entered = own.channel_id.filtered(lambda c: c.id in names)
                left = entered - entered._filter_open_to(user)
            else:
                left = own.channel_id
            # a thread is left with its channel
            left = left.filtered(lambda c, left=left: c.parent_channel_id not in left)
            why = reason if user else "outside"
            for channel in left:
                records = names.get(channel.id, ())
                vals_list.append(
                    {
                        "partner_id": partner.id,
                        "company_id": partner.user_ids[:1].company_id.id,
                        "channel_id": channel.id,
                        "channel_name": channel.name,
                        "record_names": ", ".join(r.display_name for r in records),
                        "reason": why,
                    }
                )
                self._leave(channel, partner, why)
            if user and left:
                self.with_context(lang=user.lang)._tell(user, left)
        # sudo: discuss.record.departure - written by what happens alone
        self.sudo().create(vals_list)

    @api.model
    def _leave(self, channel, partner, reason):
        """Let ``partner`` leave ``channel`` (sudo), and say why there."""
        member = channel.channel_member_ids.filtered(lambda m: m.partner_id == partner)
        person = member._get_html_link(for_persona=True)
        if reason == "outside":
            note = self.env._(
                "%(person)s left: they are no colleague any more.", person=person
            )
        else:
            note = self.env._(
                "%(person)s left: the record is not open to them any more.",
                person=person,
            )
        channel._action_unfollow(partner=partner, post_leave_message=False)
        Feed.of(self.env).say(channel, note, is_sentence=True)

    @api.model
    def _tell(self, user, channels):
        """Tell ``user`` which channels (sudo) they are no longer in."""
        if len(channels) == 1:
            message = self.env._(
                "You left “%(channel)s”: the record that it is about is not open to "
                "you any more.",
                channel=channels.name,
            )
        else:
            message = self.env._(
                "You left %(count)s discussions: the records that they are about are "
                "not open to you any more.",
                count=len(channels),
            )
        user._bus_send("simple_notification", {"type": "info", "message": message})
