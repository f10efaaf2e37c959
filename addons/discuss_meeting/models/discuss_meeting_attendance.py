from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain

from .discuss_meeting import STANDING_VALIDITY

# Where nobody says when people leave, whoever has come in so long ago has gone.
FORGOTTEN_AFTER = timedelta(hours=6)
# It is noted that often that somebody still waits.
SEEN_EVERY = timedelta(seconds=20)


class DiscussMeetingAttendance(models.Model):
    """Who waited for a meeting, was let in, came and left: one for each stay."""

    _name = "discuss.meeting.attendance"
    _description = "Meeting Attendance"
    _order = "id"

    meeting_id = fields.Many2one(
        "discuss.meeting", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", index="btree_not_null")
    guest_id = fields.Many2one("mail.guest", index="btree_not_null")
    name = fields.Char(required=True, help="What the others call them.")
    is_guest = fields.Boolean("From Outside")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("refused", "Refused"),
            ("admitted", "Admitted"),
            ("inside", "Inside"),
            ("left", "Left"),
        ],
        required=True,
    )
    admitted_uid = fields.Many2one("res.users", "Admitted by")
    seen_date = fields.Datetime(export_string_translation=False)
    """When the browser of who is waiting has last asked."""
    join_date = fields.Datetime("Joined on")
    leave_date = fields.Datetime("Left on")
    minutes = fields.Float(compute="_compute_minutes", store=True, aggregator="sum")

    # The same person is in a meeting once, also if two requests come at once.
    _partner_uniq = models.UniqueIndex(
        "(meeting_id, partner_id) WHERE state != 'left' AND partner_id IS NOT NULL",
        "Somebody is in a meeting once.",
    )
    _guest_uniq = models.UniqueIndex(
        "(meeting_id, guest_id) WHERE state != 'left' AND guest_id IS NOT NULL",
        "Somebody is in a meeting once.",
    )

    @api.depends("join_date", "leave_date")
    def _compute_minutes(self):
        for stay in self:
            stay.minutes = (
                (stay.leave_date - stay.join_date).total_seconds() / 60
                if stay.join_date and stay.leave_date
                else 0
            )

    # ------------------------------------------------------------
    # Coming and leaving
    # ------------------------------------------------------------

    @api.model
    def _persona_domain(self, env):
        """Return which stays are those of the current person of ``env``; None if it is
        a guest who has not been here before."""
        if not env.user._is_public():
            return Domain("partner_id", "=", env.user.partner_id.id)
        guest = env["mail.guest"]._get_guest_from_context()
        return Domain("guest_id", "=", guest.id) if guest else None

    @api.model
    def _create_for(self, meeting, name, state):
        """Make a stay (sudo) of the current person.

        :param name: what a guest says they are called
        """
        user = meeting.env.user
        guest = meeting.env["mail.guest"]._get_guest_from_context()
        if user._is_public():
            # sudo: mail.guest - their own name
            who = {"guest_id": guest.id, "name": name or guest.sudo().name}
        else:
            who = {"partner_id": user.partner_id.id, "name": user.name}
        return self._create_once(
            {
                **who,
                "is_guest": not user._is_internal(),
                "meeting_id": meeting.id,
                "seen_date": fields.Datetime.now() if state == "waiting" else False,
                "state": state,
            }
        )

    @api.model
    def _create_once(self, values):
        """Make a stay (sudo). Where another request of the same person makes it at the
        same moment, this one is tried again, and finds it."""
        try:
            with self.env.cr.savepoint():
                return self.create(values)
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("Two requests to come in at once") from error

    def _is_host(self):
        """Whether the person of this stay (sudo) is the host, or a colleague who may
        stand in for them."""
        return bool(self.partner_id) and (
            self.partner_id == self.meeting_id.host_id.partner_id
        )

    def _come_in(self):
        """Note that the people of these stays (sudo) are in the meeting."""
        now = fields.Datetime.now()
        for stay in self.filtered(lambda s: s.state in ("waiting", "admitted")):
            stay.write({"join_date": now, "seen_date": False, "state": "inside"})
            meeting = stay.meeting_id
            values = {"empty_date": False}
            if not meeting.started_date:
                values["started_date"] = now
            if meeting.is_standing:
                values["expiry_date"] = now + STANDING_VALIDITY
            meeting.write(values)
            meeting._notify_changed()

    def _leave(self, date=None):
        """Note that the people of these stays (sudo) have left the meeting."""
        now = date or fields.Datetime.now()
        for stay in self.filtered(lambda s: s.state == "inside"):
            stay.write({"leave_date": max(now, stay.join_date), "state": "left"})
        # before the next stay of the same person
        self.flush_recordset(["state"])

    def _without_forgotten(self):
        """Return those of these stays (sudo) that are not forgotten: who came in long
        ago, and whom nobody has said to leave, has left. How long they were there is
        not known."""
        before = fields.Datetime.now() - FORGOTTEN_AFTER
        forgotten = self.filtered(
            lambda s: s.state == "inside" and s.join_date <= before
        )
        for stay in forgotten:
            stay._leave(stay.join_date)
        return self - forgotten

    def _see(self):
        """Note that this person (sudo) still waits; not each time that they ask."""
        now = fields.Datetime.now()
        if not self.seen_date or self.seen_date < now - SEEN_EVERY:
            self.seen_date = now

    def _of_member(self, member):
        """Return the stay among these (sudo) of a member (sudo), if it is not over."""
        return self.filtered(
            lambda s: s.state != "left"
            and (s.partner_id or s.guest_id) == (member.partner_id or member.guest_id)
        )

    @api.model
    def _create_of_member(self, meeting, member):
        """Make a stay (sudo) of somebody who has entered a call by the channel itself,
        of which they are a member (sudo)."""
        partner, guest = member.partner_id, member.guest_id
        return self._create_once(
            {
                "guest_id": guest.id,
                "is_guest": bool(guest) or partner.partner_share,
                "meeting_id": meeting.id,
                "name": partner.name or guest.name,
                "partner_id": partner.id,
                "state": "admitted",
            }
        )
