from datetime import datetime, timedelta

import pytz
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import NO_ACCESS, Domain
from odoo.tools import format_datetime
from odoo.tools.misc import get_lang

from odoo.addons.mail.tools.discuss import Store

from ..tools.when import NoSuchTime, parse

# How long the room of a meeting is kept that is over, and how many go at a time.
ROOM_KEPT = timedelta(days=1)
ROOMS_AT_ONCE = 1000


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    is_meeting_room = fields.Boolean(
        readonly=True, copy=False, export_string_translation=False
    )
    """Whether it was made for the calls of a meeting link: it opens by that alone."""
    meeting_ids = fields.One2many(
        "discuss.meeting",
        "room_channel_id",
        groups=NO_ACCESS,
        export_string_translation=False,
    )
    """The meetings that are held here."""
    held_meeting_id = fields.Many2one(
        "discuss.meeting",
        compute="_compute_held_meeting_id",
        compute_sudo=True,
        groups=NO_ACCESS,
        export_string_translation=False,
    )
    """The meeting, not over, for which this room was made."""

    _meeting_room_idx = models.Index("(create_date) WHERE is_meeting_room IS TRUE")

    @api.depends(
        "is_meeting_room",
        "meeting_ids.ended_date",
        "meeting_ids.expiry_date",
        "meeting_ids.revoked_date",
    )
    def _compute_held_meeting_id(self):
        rooms = self.filtered("is_meeting_room")
        (self - rooms).held_meeting_id = False
        for room in rooms:
            live = room.meeting_ids.filtered(lambda m: not m._is_over())
            room.held_meeting_id = live[:1]

    # ------------------------------------------------------------
    # Meeting
    # ------------------------------------------------------------

    def start_meeting(self, title="", start=False, is_standing=False):
        """Drop the link of a new meeting in this channel.

        :param str title: what it is about; the name of the channel if empty
        :param start: when it begins, in UTC; now if empty
        :param bool is_standing: whether it is the standing link of the channel, which
            is made once
        :return: id of the meeting
        :rtype: int
        :raise AccessError: the user does not see the channel, or is no colleague
        :raise ValidationError: and say what is wrong with the title or the date
        """
        channel = self._check_can_meet()
        meetings = self.env["discuss.meeting"]
        if is_standing:
            # sudo: discuss.meeting - of a channel that the user reads
            known = meetings.sudo().search(
                Domain("channel_id", "=", channel.id)
                & Domain("is_standing", "=", True)
                & Domain("revoked_date", "=", False)
                & Domain("ended_date", "=", False),
                limit=1,
            )
            if known and not known._is_over():
                channel._post_meeting(known)
                return known.id
            # expired: the next one takes its place
            known.ended_date = known.expiry_date
            known.flush_recordset(["ended_date"])
        values = meetings._prepare(
            title or channel._meeting_title(),
            channel=channel,
            start=start or None,
            is_standing=bool(is_standing),
        )
        values["told_count"] = max(0, channel.member_count - 1)
        # sudo: discuss.meeting - nobody writes one but by its methods
        meeting = meetings.sudo().create(values)
        channel._post_meeting(meeting)
        if meeting.start_date:
            meeting._watch_at(meeting.start_date)
        return meeting.id

    @api.model
    def meet_people(self, partner_ids, title="", start=False, is_standing=False):
        """Drop the link of a new meeting where the current user talks with these
        people: a direct message, or a group of theirs.

        :param list partner_ids: colleagues
        :param bool is_standing: whether it is the standing link of that conversation
        :return: ``{"channel_id": int, "meeting_id": int}``
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues start meetings."))
        valid = isinstance(partner_ids, list | tuple) and all(
            type(id_) is int for id_ in partner_ids
        )
        partners = self.env["res.partner"].browse(set(partner_ids) if valid else ())
        partners = partners.exists()._filtered_access("read") - self.env.user.partner_id
        # sudo: res.users - who is a colleague
        colleagues = partners.sudo().filtered(
            lambda p: any(user._is_internal() for user in p.user_ids)
        )
        if not partners or colleagues != partners:
            raise ValidationError(self.env._("Choose colleagues to meet."))
        if len(partners) == 1:
            channel = self._get_or_create_chat(partners.ids)
        else:
            channel = self._create_group([*partners.ids, self.env.user.partner_id.id])
        return {
            "channel_id": channel.id,
            "meeting_id": channel.start_meeting(title, start, is_standing),
        }

    def execute_command_meet(self, body="", **kwargs):
        """``/meet [when] [title]``: see `start_meeting`."""
        text = body.removeprefix("/meet") if isinstance(body, str) else ""
        start, title = self._parse_when(text)
        return self.start_meeting(title, start)

    @api.model
    def _parse_when(self, text):
        """Return the moment (UTC) and the title of what was typed.

        :raise ValidationError: there is no such moment
        """
        timezone = pytz.timezone(self.env.user.tz or "UTC")
        now = datetime.now(timezone).replace(tzinfo=None)
        day_words = {
            self.env._("today").lower(): 0,
            self.env._("tomorrow").lower(): 1,
            "today": 0,
            "tomorrow": 1,
        }
        date_format = get_lang(self.env, self.env.user.lang).date_format
        day_first = date_format.find("%d") < date_format.find("%m")
        try:
            start, title = parse(text, now, day_words, day_first)
        except NoSuchTime as error:
            raise ValidationError(
                self.env._(
                    "“%(moment)s” is no day or time. Put a word before it if it "
                    "belongs to the title.",
                    moment=str(error),
                )
            ) from error
        if start:
            start = timezone.localize(start).astimezone(pytz.utc).replace(tzinfo=None)
        return start, title

    def _check_can_meet(self):
        """Return this channel, in which the current user must be able to post."""
        channel = self.exists() if len(self) == 1 else self.browse()
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues start meetings."))
        if not channel or not channel.has_access("read"):
            raise AccessError(
                self.env._("This channel does not exist, or you may not see it.")
            )
        if channel.channel_type not in ("channel", "chat", "group"):
            raise UserError(self.env._("There are no meetings in this conversation."))
        return channel

    def _meeting_title(self):
        """Return what a meeting here is about, where nobody has said."""
        self.ensure_one()
        if self.channel_type == "chat" or not self.name:
            return self.env._("Meeting with %(host)s", host=self.env.user.name)
        return self.name

    def _post_meeting(self, meeting):
        """Post the card of a meeting (sudo)."""
        self.ensure_one()
        link = Markup('<a href="%(url)s" target="_blank">%(url)s</a>') % {
            "url": meeting.url
        }
        # what is read where there is no card: on a phone's lock screen, in a search
        title = meeting.name
        if meeting.start_date:
            title = self.env._(
                "%(title)s, on %(date)s",
                title=meeting.name,
                date=format_datetime(self.env, meeting.start_date),
            )
        # sudo: discuss.channel - nobody else writes what ties a message to its meeting
        message = self.sudo().message_post(
            body=Markup("<p>%s<br/>%s</p>") % (title, link),
            meeting_id=meeting.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        if not meeting.message_id:
            meeting.message_id = message.id
        return message

    def _message_update_content(self, message, /, *, body, **kwargs):
        result = super()._message_update_content(message, body=body, **kwargs)
        # sudo: discuss.meeting - the host who deletes the card takes the link back
        card = message.sudo()
        meeting = card.meeting_id
        if (
            # what tells of it, there or elsewhere, is no card
            meeting.channel_id == self
            and meeting.summary_message_id != card
            # others may have posted it again
            and meeting.host_id.partner_id == card.author_id
            and not card._is_card_shown()
        ):
            meeting._revoke()
        return result

    # ------------------------------------------------------------
    # Rooms
    # ------------------------------------------------------------

    @api.model
    def _conversation_domain(self):
        # one comes to a room by its meeting
        domain = super()._conversation_domain()
        return domain & Domain("is_meeting_room", "=", False)

    def _add_meeting_member(self, stay):
        """Make the person of a stay (sudo) a member of this room (sudo)."""
        self.ensure_one()
        if stay.guest_id:
            self.with_context(guest=stay.guest_id)._add_members(
                guests=stay.guest_id, post_joined_message=False
            )
        else:
            self._add_members(partners=stay.partner_id, post_joined_message=False)

    def _empty_meeting_room(self):
        """End the call in this room (sudo), and take out of it who is not a colleague
        or was let in: they read the room while they are, and knock the next time."""
        self.rtc_session_ids.unlink()
        if self.is_meeting_room:
            stays = self.meeting_ids.attendance_ids
            let_in = stays.filtered("admitted_uid").partner_id
            self.channel_member_ids.filtered(
                lambda m: m.guest_id
                or m.partner_id.partner_share
                or m.partner_id in let_in
            ).unlink()

    @api.autovacuum
    def _gc_meeting_rooms(self):
        """Delete the rooms of meetings that are over, unless somebody has written
        there."""
        before = fields.Datetime.now() - ROOM_KEPT
        # sudo: discuss.channel - rooms of all meetings
        rooms = self.sudo().search(
            Domain("is_meeting_room", "=", True)
            & Domain("create_date", "<", before)
            & Domain(
                "meeting_ids",
                "not any",
                Domain("ended_date", "=", False)
                & Domain("revoked_date", "=", False)
                & Domain("expiry_date", ">", before),
            )
            & Domain("message_ids", "not any", [("message_type", "=", "comment")]),
            limit=ROOMS_AT_ONCE,
        )
        rooms.unlink()

    def _should_invite_members_to_join_call(self):
        # nobody is rung up: who is in the room has come by the link
        return (
            not self.is_meeting_room and super()._should_invite_members_to_join_call()
        )

    def _allow_invite_by_email(self):
        return not self.is_meeting_room and super()._allow_invite_by_email()

    def _find_or_create_persona_for_channel(self, *args, **kwargs):
        # sudo: discuss.channel - the bearer of an invitation link is not a member yet
        if self.sudo().is_meeting_room and not self.is_member:
            raise AccessError(self.env._("This room opens by its meeting link only."))
        return super()._find_or_create_persona_for_channel(*args, **kwargs)

    def _held_meeting(self):
        """Return the meeting (sudo) whose calls are held in this channel (sudo), if
        there is one that is not over."""
        self.ensure_one()
        # sudo: discuss.meeting - of a channel (sudo)
        meetings = self.env["discuss.meeting"].sudo()
        return meetings.search(
            Domain("room_channel_id", "=", self.id)
            & Domain("ended_date", "=", False)
            & Domain("revoked_date", "=", False)
            & Domain("expiry_date", ">", fields.Datetime.now()),
            # what is on now, before what is planned
            order="start_date NULLS FIRST, id DESC",
            limit=1,
        )

    def _adopt_call(self, member):
        """Make a meeting of a call that a member (sudo) has started in this channel
        (sudo) without a link: who was there is kept, and what came of it is asked for.
        Its card is the line by which Odoo tells of the call.

        :return: the meeting (sudo); empty where a call is like one on the phone
        """
        self.ensure_one()
        # sudo: discuss.meeting - of the call that is just being made
        meetings = self.env["discuss.meeting"].sudo()
        host = member.partner_id.main_user_id
        if (
            self.channel_type not in ("channel", "group")
            or self.is_meeting_room
            # guests are nobody's host
            or not host
            or not host._is_internal()
        ):
            return meetings
        # sudo: discuss.call.history - of the call that is just being made
        call = (
            self.env["discuss.call.history"]
            .sudo()
            .search([("channel_id", "=", self.id), ("end_dt", "=", False)], limit=1)
        )
        message = call.start_call_message_id
        meeting = meetings.create(
            {
                **meetings._prepare(self._meeting_title(), channel=self, host=host),
                "message_id": message.id,
                "provider_id": False,
                "room_channel_id": self.id,
                "told_count": max(0, self.member_count - 1),
            }
        )
        message.meeting_id = meeting.id
        Store(bus_channel=self).add(
            message, [Store.One("meeting_id", sudo=True)]
        ).bus_send()
        return meeting

    # ------------------------------------------------------------
    # Client
    # ------------------------------------------------------------

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            Store.Attr("is_meeting_room", predicate=lambda c: c.is_meeting_room),
            # Not that there is none: what a browser hears when the room is made may
            # come after what it has asked for since.
            # sudo: discuss.channel - who is in a room knows its meeting, which tells
            # colleagues, and them alone, who waits
            Store.One(
                "held_meeting_id",
                predicate=lambda c: c.is_meeting_room and c.sudo().held_meeting_id,
                sudo=True,
            ),
        ]
