import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import NO_ACCESS

from odoo.addons.discuss_theme.tools.names import one_line
from odoo.addons.mail.tools.discuss import Store

TITLE_MAX_LENGTH = 250
# How long a link can be used after the meeting was to begin.
VALIDITY = timedelta(hours=24)
# How long a standing link can be used after it was used last.
STANDING_VALIDITY = timedelta(days=90)
# Nobody plans an informal meeting further ahead.
PLANNED_MAX = timedelta(days=366)
# How long before the beginning one may come in.
EARLY = timedelta(minutes=15)


class DiscussMeeting(models.Model):
    """A meeting is a link that was dropped where the people already talk.

    All that happens to one goes through its methods: nobody writes its fields.
    """

    _name = "discuss.meeting"
    _inherit = [
        "bus.listener.mixin",
        "discuss.meeting.door.mixin",
        "discuss.meeting.host.mixin",
        "discuss.meeting.watch.mixin",
    ]
    _description = "Meeting Link"
    _order = "id DESC"

    name = fields.Char("Title", required=True, readonly=True)
    token = fields.Char(required=True, groups=NO_ACCESS)
    room_key = fields.Char(required=True, groups=NO_ACCESS)
    """What the room is called at the provider, which is not told our link."""
    url = fields.Char("Link", compute="_compute_url", compute_sudo=True)
    channel_id = fields.Many2one(
        "discuss.channel", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    message_id = fields.Many2one(
        "mail.message",
        readonly=True,
        index="btree_not_null",
        export_string_translation=False,
    )
    """The card."""
    room_channel_id = fields.Many2one(
        "discuss.channel",
        groups=NO_ACCESS,
        index="btree_not_null",
        export_string_translation=False,
    )
    """Where an Odoo call is held: a room of its own, so that who is let in reads
    nothing of the channel, or the channel itself, where its host has said so."""
    host_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, string="Host"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    provider_id = fields.Many2one(
        "discuss.meeting.provider", readonly=True, help="Empty: in Odoo."
    )
    provider_failed_date = fields.Datetime(readonly=True)
    """When the provider has last not answered."""
    is_standing = fields.Boolean("Standing Link", readonly=True)
    start_date = fields.Datetime("Planned for", readonly=True)
    started_date = fields.Datetime("Started on", readonly=True)
    empty_date = fields.Datetime(readonly=True, export_string_translation=False)
    """Since when nobody is in it any more."""
    reminded_date = fields.Datetime(readonly=True, export_string_translation=False)
    ended_date = fields.Datetime("Ended on", readonly=True)
    revoked_date = fields.Datetime("Revoked on", readonly=True)
    expiry_date = fields.Datetime("Expires on", required=True, readonly=True)
    told_count = fields.Integer(
        "Invitations Not Sent",
        readonly=True,
        help="How many people found the link where they talk, instead of an e-mail.",
    )
    attendance_ids = fields.One2many(
        "discuss.meeting.attendance", "meeting_id", readonly=True
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("open", "Open"),
            ("running", "Running"),
            ("ended", "Ended"),
            ("expired", "Expired"),
            ("revoked", "Revoked"),
        ],
        compute="_compute_state",
    )
    participants = fields.Json(compute="_compute_participants", compute_sudo=True)
    """Who is or was in it: ``[{"id": int, "name": str, "is_guest": bool,
    "is_inside": bool, "minutes": int}]``."""
    waiting = fields.Json(
        compute="_compute_waiting", compute_sudo=True, groups="base.group_user"
    )
    """Who waits to be let in: ``[{"id": int, "name": str}]``."""

    _token_uniq = models.UniqueIndex("(token)", "Each meeting has a link of its own.")
    _live_idx = models.Index(
        "(expiry_date) WHERE ended_date IS NULL AND revoked_date IS NULL"
    )
    _standing_uniq = models.UniqueIndex(
        "(channel_id) WHERE is_standing IS TRUE AND revoked_date IS NULL"
        " AND ended_date IS NULL",
        "A channel has one standing link.",
    )

    # ------------------------------------------------------------
    # What is known of it
    # ------------------------------------------------------------

    @api.depends("token")
    def _compute_url(self):
        for meeting in self:
            meeting.url = f"{meeting.get_base_url()}/meeting/{meeting.token}"

    @api.depends(
        "ended_date", "expiry_date", "revoked_date", "start_date", "started_date"
    )
    def _compute_state(self):
        now = fields.Datetime.now()
        for meeting in self:
            if meeting.revoked_date:
                meeting.state = "revoked"
            elif meeting.ended_date:
                meeting.state = "ended"
            elif meeting.expiry_date <= now:
                meeting.state = "expired"
            elif meeting.started_date:
                meeting.state = "running"
            elif meeting.start_date and meeting.start_date > now:
                meeting.state = "planned"
            else:
                meeting.state = "open"

    @api.depends(
        "attendance_ids.leave_date",
        "attendance_ids.state",
        "is_standing",
        "started_date",
    )
    def _compute_participants(self):
        now = fields.Datetime.now()
        for meeting in self:
            people = {}
            stays = meeting.attendance_ids.filtered("join_date")
            if meeting.is_standing:
                # of today's meeting, not of all that were held there
                since = meeting.started_date
                stays = stays.filtered(lambda s, d=since: d and s.join_date >= d)
            for stay in stays:
                key = stay.partner_id or stay.guest_id
                person = people.setdefault(
                    key, {"id": stay.id, "name": stay.name, "minutes": 0.0}
                )
                end = stay.leave_date or meeting.ended_date or now
                person["minutes"] += (end - stay.join_date).total_seconds() / 60
                person["is_guest"] = stay.is_guest
                person["is_inside"] = stay.state == "inside"
            meeting.participants = [
                {**person, "minutes": round(person["minutes"])}
                for person in people.values()
            ]

    @api.depends("attendance_ids.state")
    def _compute_waiting(self):
        for meeting in self:
            meeting.waiting = [
                {"id": stay.id, "name": stay.name}
                for stay in meeting.attendance_ids
                if stay.state == "waiting"
            ]

    def _is_over(self):
        self.ensure_one()
        return self.state in ("ended", "expired", "revoked")

    def _is_near(self):
        """Whether one can come in by now, as far as the clock goes."""
        self.ensure_one()
        return not self.start_date or self.start_date <= fields.Datetime.now() + EARLY

    def _held_since(self):
        """Return since when the meeting (sudo) is held or, if it was planned, may be
        come to; False while a link that has no such time is not used."""
        self.ensure_one()
        if not self.start_date or self.is_standing:
            return self.started_date
        early = self.start_date - EARLY
        return min(self.started_date or early, early)

    # ------------------------------------------------------------
    # Making one
    # ------------------------------------------------------------

    @api.model
    def _prepare(
        self, title, *, channel=None, start=None, is_standing=False, host=None
    ):
        """Return the values of a new meeting of the current user.

        :param str title: what it is about
        :param channel: where its card will be
        :param datetime start: in UTC, without a time zone; now if there is none
        :param bool is_standing: whether the link is for always
        :param host: the user who is the host, unless it is the current one
        :raise ValidationError: and say what is wrong with the title or the date
        """
        now = fields.Datetime.now()
        host = host or self.env.user
        if start:
            start = self._check_start(start, now)
        validity = STANDING_VALIDITY if is_standing else VALIDITY
        # sudo: res.company, discuss.theme - which provider is used is no secret
        company = self.env.company.sudo()
        # sudo: discuss.channel - as above
        theme = channel.sudo().theme_id if channel else self.env["discuss.theme"]
        provider = self.env["discuss.meeting.provider"]
        for node in reversed(theme._ancestors()):
            provider = provider or node.meeting_provider_id
        return {
            "channel_id": channel.id if channel else False,
            "company_id": company.id,
            "expiry_date": (start or now) + validity,
            "host_id": host.id,
            "is_standing": is_standing,
            "name": self._clean_title(title),
            "provider_id": (provider or company.meeting_provider_id).id,
            "room_key": secrets.token_urlsafe(18),
            "start_date": start,
            "token": secrets.token_urlsafe(24),
        }

    @api.model
    def _clean_title(self, title):
        if not isinstance(title, str) or not (title := one_line(title)):
            raise ValidationError(self.env._("A meeting needs a title."))
        if len(title) > TITLE_MAX_LENGTH:
            raise ValidationError(
                self.env._(
                    "The title of a meeting is limited to %(limit)s characters; this "
                    "one has %(length)s.",
                    limit=TITLE_MAX_LENGTH,
                    length=len(title),
                )
            )
        return title

    @api.model
    def _check_start(self, start, now):
        """Return the moment without its seconds' fractions, if it is one to come."""
        try:
            start = fields.Datetime.to_datetime(start)
        except (TypeError, ValueError) as error:
            raise ValidationError(self.env._("This is no date and time.")) from error
        if start < now - timedelta(minutes=1):
            raise ValidationError(self.env._("This moment has passed."))
        if start > now + PLANNED_MAX:
            raise ValidationError(
                self.env._("A meeting link is made for the year to come at most.")
            )
        return start

    # ------------------------------------------------------------
    # Client
    # ------------------------------------------------------------

    def _bus_channel(self):
        return self.channel_id or self.host_id

    def _to_store_defaults(self, target):
        # sudo: discuss.meeting - that much is known to who reads the card
        fields_ = [
            "ended_date",
            "expiry_date",
            Store.Attr("fallback_name", lambda m: m._fallback_name(), sudo=True),
            Store.Attr("host_name", lambda m: m.sudo().host_id.name),
            Store.Attr("host_partner_id", lambda m: m.sudo().host_id.partner_id.id),
            Store.Attr("is_down", lambda m: bool(m.sudo().provider_failed_date)),
            Store.Attr("is_in_channel", lambda m: m.sudo()._is_in_channel()),
            "is_standing",
            "name",
            "participants",
            Store.Attr("provider_name", lambda m: m.sudo().provider_id.name or ""),
            "start_date",
            "started_date",
            "state",
            "url",
        ]
        if target.is_internal(self.env):
            fields_ += self._lobby_fields()
        return fields_

    def _fallback_name(self):
        """Return where these meetings would go on; empty if they cannot."""
        provider = self.company_id.meeting_fallback_provider_id - self.provider_id
        return provider.name or self.env._("Odoo call")

    def _is_in_channel(self):
        """Whether the meeting (sudo) is a call in its channel."""
        return bool(self.channel_id) and self.room_channel_id == self.channel_id

    def _notify_changed(self):
        """Show these meetings (sudo) as they are now to whoever sees them, and who
        waits to colleagues."""
        for meeting in self:
            for channel in meeting._card_channels() | meeting.room_channel_id:
                Store(bus_channel=channel).add(meeting).bus_send()
                Store(bus_channel=channel, bus_subchannel="internal_users").add(
                    meeting, meeting._lobby_fields()
                ).bus_send()
            if not meeting.channel_id:
                for user in meeting._listeners():
                    Store(bus_channel=user).add(meeting).bus_send()

    def _card_channels(self):
        """Return where the card of this meeting (sudo) is. For modules to extend."""
        return self.channel_id

    def _listeners(self):
        """Return who hears by themselves what changes in this meeting (sudo), as it has
        no channel: its host, and colleagues who have come in and let people in."""
        stays = self.attendance_ids.filtered(
            lambda s: s.state in ("inside", "left") and not s.is_guest
        )
        return self.host_id | stays.partner_id.user_ids.filtered(
            lambda user: self.with_user(user).sudo(False)._admits()
        )
