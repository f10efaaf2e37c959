import logging
import re
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from ..providers import Person, ProviderDown, Room

_logger = logging.getLogger(__name__)

# How long a provider that was down is not asked again.
RETRY_AFTER = timedelta(seconds=10)
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


class DiscussMeetingDoorMixin(models.AbstractModel):
    """Who comes into a meeting, and how.

    Who may is decided in ``_goes_in`` and nowhere else: colleagues who read the channel
    and its members, customers and guests included, go straight in; anybody else who has
    the link waits until somebody inside lets them in by name.
    """

    _name = "discuss.meeting.door.mixin"
    _description = "Door of a Meeting"

    # ------------------------------------------------------------
    # Who may come in
    # ------------------------------------------------------------

    def _goes_in(self):
        """Whether the current person goes straight in."""
        self.ensure_one()
        # sudo: discuss.meeting - the bearer of a link need not see the meeting
        meeting = self.sudo()
        if not self.env.user._is_public() and meeting.host_id == self.env.user:
            return True
        channel = meeting.channel_id.sudo(False)
        # who is a member is seen by the rules of channels; of a public one, customers
        # would read what nobody has invited them to
        return bool(channel) and (
            channel.has_access("read")
            and (self.env.user._is_internal() or channel.is_member)
        )

    def _admits(self):
        """Whether the current user lets in who waits: a colleague who goes in."""
        return self.env.user._is_internal() and self._goes_in()

    def _lets_in(self, stay=None):
        """Whether the current person comes in without waiting: they go straight in, or
        somebody inside has let them in, also if they have lost the connection since.

        :param stay: their last stay (sudo), if it is known already
        """
        self.ensure_one()
        if self._goes_in():
            return True
        # sudo: discuss.meeting - the bearer of a link need not see the meeting
        meeting = self.sudo()
        if meeting._is_in_channel():
            return False
        stay = self._last_stay() if stay is None else stay
        if stay.state != "left":
            return stay.state in ("admitted", "inside")
        since = meeting._held_since()
        return bool(since and stay.join_date and stay.join_date >= since)

    def _check_goes_in(self):
        """Return this meeting (sudo), into which the current person may go.

        :raise AccessError: they may not; there is one answer for what does not exist
        """
        meeting = self.exists() if len(self) == 1 else self.browse()
        if not meeting or not meeting._goes_in():
            raise AccessError(
                self.env._("This meeting does not exist, or is not open to you.")
            )
        # sudo: discuss.meeting - changed by the methods that ask this, and no others
        return meeting.sudo()

    @api.model
    def _find_by_token(self, token):
        """Return the meeting (sudo) of a link; empty if there is none."""
        # sudo: discuss.meeting - the token is the right to know of it
        meetings = self.env["discuss.meeting"].sudo()
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            return meetings
        # what the page shows comes with it
        names = [field.name for field in meetings._fields.values() if field.column_type]
        return meetings.search_fetch([("token", "=", token)], names, limit=1)

    # ------------------------------------------------------------
    # The lobby
    # ------------------------------------------------------------

    def _last_stay(self):
        """Return the last stay (sudo) of the current person, be it over or not."""
        self.ensure_one()
        # sudo: discuss.meeting.attendance - their own
        stays = self.env["discuss.meeting.attendance"].sudo()
        who = stays._persona_domain(self.env)
        if not who:
            return stays
        return stays.search_fetch(
            Domain("meeting_id", "=", self.id) & who,
            ["join_date", "state"],
            order="id DESC",
            limit=1,
        )

    def _own_stay(self):
        """Return the stay (sudo) of the current person that is not over."""
        return self._last_stay().filtered(lambda s: s.state != "left")

    def _knock(self, name):
        """Have the current person wait for somebody inside to let them in. Who was
        admitted, waits already or goes straight in does not wait anew.

        :param str name: what a guest says they are called; others have a name
        :return: their stay (sudo)
        """
        self.ensure_one()
        if stay := self._own_stay():
            return stay
        # sudo: discuss.meeting.attendance - the bearer of a link waits, no more
        stay = (
            self.env["discuss.meeting.attendance"]
            .sudo()
            ._create_for(self, name, "waiting")
        )
        # sudo: discuss.meeting - it is shown as each may see it
        self.sudo()._notify_changed()
        return stay

    def _lobby_fields(self):
        """Return what colleagues alone are told: who waits, and which of them are asked
        to let people in, as they are inside."""
        # sudo: discuss.meeting - who reads its card as a colleague knows that much
        return [
            Store.Attr("inside_partner_ids", lambda m: m.sudo()._inside_partner_ids()),
            Store.Attr("waiting", lambda m: m.sudo().waiting),
        ]

    def _inside_partner_ids(self):
        """Return the ids of those in this meeting (sudo) who let people in: colleagues
        who were not let in themselves, be it before they lost the connection."""
        since = self._held_since()
        stays = self.attendance_ids.filtered(
            lambda s: since and s.join_date and s.join_date >= since
        )
        inside = stays.filtered(lambda s: s.state == "inside" and not s.is_guest)
        let_in = stays.filtered("admitted_uid")
        return (inside.partner_id - let_in.partner_id).ids

    @api.model
    def _with_lobby_of_user(self):
        """Return the meetings (sudo) for which somebody waits whom the current user is
        to let in, as they are the host or inside."""
        inside = Domain("state", "=", "inside") & Domain(
            "partner_id", "=", self.env.user.partner_id.id
        )
        # sudo: discuss.meeting - who is inside need not see it otherwise: there may be
        # no channel, and no room
        meetings = self.env["discuss.meeting"].sudo()
        found = meetings.search(
            Domain("ended_date", "=", False)
            & Domain("revoked_date", "=", False)
            & Domain("expiry_date", ">", fields.Datetime.now())
            & Domain("attendance_ids.state", "=", "waiting")
            & (
                Domain("host_id", "=", self.env.uid)
                | Domain("attendance_ids", "any", inside)
            )
        )
        return found.filtered(lambda m: m.sudo(False)._admits())

    def admit(self, attendance_id):
        """Let somebody in who waits.

        :param int attendance_id: which of those in ``waiting``
        :raise AccessError: the current user is no colleague who goes in
        """
        return self._answer(attendance_id, "admitted")

    def refuse(self, attendance_id):
        """Do not let somebody in who waits.

        :param int attendance_id: which of those in ``waiting``
        :raise AccessError: the current user is no colleague who goes in
        """
        return self._answer(attendance_id, "refused")

    def _answer(self, attendance_id, state):
        meeting = self._check_goes_in()
        if not self._admits():
            raise AccessError(self.env._("Only colleagues let people in."))
        meeting._check_not_over()
        stay = meeting.attendance_ids.filtered(
            lambda s: s.id == attendance_id and s.state == "waiting"
        )
        # somebody else may have answered at the same moment
        if stay:
            stay.write(
                {"admitted_uid": self.env.uid, "state": state, "seen_date": False}
            )
            meeting._notify_changed()
        return True

    # ------------------------------------------------------------
    # Coming in
    # ------------------------------------------------------------

    def join(self):
        """Come in, as the current user.

        :return: ``{"url": str}``, the address where the meeting is held or, if its
            provider is down, the link, whose page says so and what to do; or
            ``{"channel_id": int}`` where it is a call in that channel
        :raise AccessError: the current user has to wait until somebody lets them in
        :raise UserError: the meeting is over, or it is too early
        """
        meeting = self._check_goes_in()
        meeting._check_not_over()
        meeting._check_near()
        if meeting._is_in_channel():
            return {"channel_id": meeting.channel_id.id}
        # an error would undo what the card says
        return {"url": self._enter() or meeting.url}

    def _enter(self):
        """Let the current person in, who goes straight in or was admitted.

        :return: the address for them alone; None if the provider is down
        """
        self.ensure_one()
        # sudo: discuss.meeting - the caller has decided that they come in
        meeting = self.sudo()
        # sudo: discuss.meeting.attendance - of the one who comes in
        stays = self.env["discuss.meeting.attendance"].sudo()
        stay = meeting._own_stay()
        if meeting.is_standing and not meeting._is_odoo_call():
            stay = stay._without_forgotten()
        stay = stay or stays._create_for(self, None, "admitted")
        if meeting._is_odoo_call():
            return meeting._enter_room(stay)
        if meeting._has_just_failed():
            return None
        # somebody who reloads the page comes in again by a new address
        try:
            url = meeting._open_at_provider(stay)
        except ProviderDown as error:
            _logger.warning("Meeting provider %s: %s", meeting.provider_id.id, error)
            meeting.provider_failed_date = fields.Datetime.now()
            meeting._notify_changed()
            return None
        meeting.provider_failed_date = False
        stay._come_in()
        return url

    def _has_just_failed(self):
        """Whether the provider of the meeting (sudo) has not answered a moment ago: it
        is not asked by everybody who tries, each of whom would keep Odoo waiting."""
        before = fields.Datetime.now() - RETRY_AFTER
        return bool(self.provider_failed_date) and self.provider_failed_date > before

    def _is_odoo_call(self):
        """Whether the meeting (sudo) is an Odoo call."""
        return not self.provider_id or self.provider_id.kind == "discuss"

    def _open_at_provider(self, stay):
        """Open the room of the meeting (sudo) at its provider, and return the address
        by which the person of ``stay`` enters it."""
        engine = self.provider_id._engine()
        room = self._room()
        # each time: a server ends a room that was empty for a minute, and one that has
        # failed is found out before somebody is sent there
        engine.open(room)
        person = Person(
            key=secrets.token_urlsafe(12),
            name=stay.name,
            is_moderator=stay._is_host(),
            lang=stay.partner_id.lang or self.env.lang or "en_US",
        )
        return engine.join_url(room, person)

    def _room(self):
        """Return the room of the meeting (sudo) for its provider."""
        return Room(
            key=self.room_key,
            title=self.name,
            expiry=self.expiry_date,
            return_url=self.url,
        )

    def _close_room(self):
        """Send everybody out, where the meeting (sudo) is held."""
        self.ensure_one()
        if self._is_odoo_call():
            if self.room_channel_id:
                self.room_channel_id._empty_meeting_room()
        elif self.started_date:
            # the link leads nowhere any more, whatever the provider does
            self._ask_provider("close")

    def _ask_provider(self, method):
        """Call ``close`` or ``is_running`` of the provider of the meeting (sudo).

        :return: what it says; None if it does not answer
        """
        # who looks after many meetings does not wait for the same server each time
        down = self.env.context.get("meeting_providers_down", set())
        if self.provider_id.id in down:
            return None
        try:
            return getattr(self.provider_id._engine(), method)(self._room())
        except ProviderDown as error:
            down.add(self.provider_id.id)
            _logger.warning("Meeting provider %s: %s", self.provider_id.id, error)
            return None

    def _enter_room(self, stay):
        """Make the person of ``stay`` a member of the room of an Odoo call (sudo).

        :return: the address of the room, which opens to its members
        """
        room = self.room_channel_id
        if not room:
            # Of two who come at once, the second waits, and starts anew: Odoo tries
            # again what has read before the first had written.
            self.env.cr.execute(
                SQL("SELECT 1 FROM discuss_meeting WHERE id = %s FOR UPDATE", self.id)
            )
            room = self._create_room()
        room._add_meeting_member(stay)
        return f"/discuss/channel/{room.id}"

    def _create_room(self):
        channels = self.env["discuss.channel"].with_user(self.host_id)
        theme = self.channel_id.theme_id
        # sudo: discuss.channel - a room is made by the one who comes first
        room = channels.sudo().create(
            {
                "channel_type": "group",
                "default_display_mode": "video_full_screen",
                "is_meeting_room": True,
                "name": self.name,
                **({"theme_id": theme.id} if theme else {}),
            }
        )
        self.room_channel_id = room.id
        return room
