import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

# Whoever loses the connection finds the meeting still there.
EMPTY_GRACE = timedelta(minutes=2)
# Who is late finds it there, too, though somebody came, saw nobody and left.
LATE_GRACE = timedelta(minutes=15)
# Who waits and has not asked for so long has gone.
WAITING_GRACE = timedelta(minutes=1)
# How many meetings are looked after at a time.
BATCH = 200


class DiscussMeetingWatchMixin(models.AbstractModel):
    """What happens to meetings by the clock: reminders, and ends that nobody said."""

    _name = "discuss.meeting.watch.mixin"
    _description = "Watch over Meetings"

    @api.model
    def _watch_at(self, date):
        """Look after meetings at this moment, too."""
        # sudo: ir.cron - it looks after all of them
        self.env.ref("discuss_meeting.ir_cron_watch_meetings").sudo()._trigger(at=date)

    def _on_left(self):
        """Note that somebody has left these meetings (sudo)."""
        now = fields.Datetime.now()
        for meeting in self:
            if meeting.attendance_ids.filtered(lambda s: s.state == "inside"):
                meeting._notify_changed()
            elif meeting.started_date and not meeting._is_over():
                meeting.empty_date = now
                meeting._notify_changed()
                self._watch_at(now + EMPTY_GRACE)

    @api.model
    def _cron_watch(self):
        """Remind, and end what is over."""
        now = fields.Datetime.now()
        # sudo: discuss.meeting - all of them
        meetings = self.env["discuss.meeting"].sudo()
        meetings = meetings.with_context(meeting_providers_down=set())
        live = Domain("ended_date", "=", False) & Domain("revoked_date", "=", False)
        started = live & Domain("started_date", "!=", False)
        for domain, act in (
            (started & Domain("expiry_date", "<=", now), "_end_expired"),
            (started & Domain("expiry_date", ">", now), "_end_empty"),
            # once it is known that who came early has left again
            (
                live
                & Domain("start_date", "<=", now)
                & Domain("reminded_date", "=", False)
                & Domain("expiry_date", ">", now),
                "_remind",
            ),
            (
                live & Domain("attendance_ids.state", "=", "waiting"),
                "_forget_who_went_away",
            ),
        ):
            last_id = 0
            while found := meetings.search(
                domain & Domain("id", ">", last_id), order="id", limit=BATCH
            ):
                last_id = found[-1].id
                for meeting in found:
                    meeting._watch_safely(act)
                self.env["ir.cron"]._commit_progress(len(found))

    def _watch_safely(self, act):
        """One meeting that cannot be looked after leaves the others."""
        try:
            with self.env.cr.savepoint():
                getattr(self, act)()
        except Exception:
            _logger.exception("Meeting %s: %s", self.id, act)

    def _remind(self):
        """Say in the channel that the meeting (sudo) begins, unless it has already."""
        self.reminded_date = fields.Datetime.now()
        has_begun = self.started_date and not self.empty_date
        if has_begun or not self.channel_id:
            return
        host = self.host_id
        env = self.with_user(host).with_context(lang=host.lang).env
        for channel in self._card_channels().with_env(env):
            try:
                # sudo: discuss.channel - the host may have left it
                channel.sudo()._post_meeting(self)
            except UserError as error:
                # closed meanwhile: there is nobody to remind
                _logger.info("Meeting %s: %s", self.id, error)

    def _end_expired(self):
        self._end(self.expiry_date)

    def _end_empty(self):
        """End the meeting (sudo), if nobody is in it any more."""
        now = fields.Datetime.now()
        if self._is_odoo_call():
            # a browser that has crashed has not said that it left
            self.room_channel_id.rtc_session_ids._delete_inactive_rtc_sessions()
            if self.empty_date and self.empty_date <= now - EMPTY_GRACE:
                self._end_or_await(self.empty_date)
            return
        running = self._ask_provider("is_running")
        if running is False and self.started_date < now - EMPTY_GRACE:
            self._end_or_await(now)
        elif running is None and self.is_standing:
            self._end_forgotten()

    def _end_forgotten(self):
        """End what was held by a standing link (sudo) whose provider does not say that
        all have left, once nobody has come in for long."""
        if self.provider_id.id in self.env.context.get("meeting_providers_down", ()):
            # it may say so when it is back
            return
        inside = self.attendance_ids.filtered(lambda s: s.state == "inside")
        there = inside._without_forgotten()
        if not there:
            self._end(self.started_date)
        elif there != inside:
            self._notify_changed()

    def _end_or_await(self, date):
        """End the meeting (sudo), which everybody has left, unless it is yet to be
        held: then it is as if nobody had come."""
        self.attendance_ids._leave(date)
        if self._is_to_be_held():
            self.write({"empty_date": False, "started_date": False})
            self._notify_changed()
        else:
            self._end(date)

    def _is_to_be_held(self):
        """Whether no two people were in the meeting (sudo) since it was to begin, and
        others may still come."""
        begin = self.start_date
        if not begin or begin + LATE_GRACE <= fields.Datetime.now():
            return False
        # a provider is asked some time after they have left
        stays = self.attendance_ids.filtered(
            lambda s: s.leave_date and s.leave_date > begin + EMPTY_GRACE
        )
        return len(stays.partner_id) + len(stays.guest_id) < 2

    def _forget_who_went_away(self):
        before = fields.Datetime.now() - WAITING_GRACE
        gone = self.attendance_ids.filtered(
            lambda s: s.state == "waiting" and (s.seen_date or before) <= before
        )
        if gone:
            gone.unlink()
            self._notify_changed()
