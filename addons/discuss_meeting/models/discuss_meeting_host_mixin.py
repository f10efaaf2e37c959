import secrets

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime


class DiscussMeetingHostMixin(models.AbstractModel):
    """What the host of a meeting decides: its end, and where it is held."""

    _name = "discuss.meeting.host.mixin"
    _description = "Host of a Meeting"

    # ------------------------------------------------------------
    # What its host does
    # ------------------------------------------------------------

    def end(self):
        """End this meeting for everybody.

        :raise AccessError: the current user is not its host
        """
        meeting = self._check_is_host()
        if not meeting._is_over():
            meeting._end()
        return True

    def revoke(self):
        """Make the link lead nowhere any more, and send away who is in the meeting.

        :raise AccessError: the current user is not its host
        """
        self._check_is_host()._revoke()
        return True

    def _revoke(self):
        """Revoke these meetings (sudo)."""
        for meeting in self.filtered(lambda m: not m.revoked_date):
            if not meeting.ended_date:
                meeting._empty()
            meeting.revoked_date = fields.Datetime.now()
            meeting._notify_changed()

    def hold_in_channel(self):
        """Make it a call in its channel, for those who are in that: nobody waits for
        it, and nobody from outside comes in.

        :raise AccessError: the current user is not its host
        :raise UserError: where there is no channel, or calls cannot be made in it
        """
        meeting = self._check_is_host()
        channel = meeting.channel_id
        if not channel or channel.parent_channel_id:
            raise UserError(
                self.env._("A call is made in a channel, not in one of its threads.")
            )
        meeting._check_not_over()
        if meeting.room_channel_id != channel:
            meeting._empty()
            meeting.write(
                {
                    "provider_failed_date": False,
                    "provider_id": False,
                    "room_channel_id": channel.id,
                }
            )
            meeting._notify_changed()
        return channel.id

    def use_fallback(self):
        """Hold the meeting where the company goes on when a provider is down.

        :raise AccessError: the current user may not go in without being admitted
        :raise UserError: the provider has not failed
        """
        meeting = self._check_goes_in()
        meeting._check_not_over()
        if not meeting.provider_failed_date:
            raise UserError(self.env._("The provider of this meeting is not down."))
        meeting._use_fallback()
        return True

    def _use_fallback(self):
        """Do so, for meetings (sudo)."""
        self.ensure_one()
        provider = self.company_id.meeting_fallback_provider_id
        # whoever was there has to come here
        self.attendance_ids._leave()
        self.write(
            {
                "provider_failed_date": False,
                "provider_id": (provider - self.provider_id).id,
            }
        )
        self._on_left()
        self._notify_changed()

    def _check_is_host(self):
        """Return this meeting (sudo), of which the current user must be the host.

        :raise AccessError: they are not; there is one answer for what does not exist
        """
        # sudo: discuss.meeting - its host changes it by the methods that ask this
        meeting = self.sudo().exists() if len(self) == 1 else self.browse()
        if meeting.host_id != self.env.user:
            raise AccessError(
                self.env._("This meeting does not exist, or you are not its host.")
            )
        return meeting

    def _check_not_over(self):
        if self._is_over():
            raise UserError(self._over_message())

    def _check_near(self):
        if not self._is_near():
            raise UserError(
                self.env._(
                    "This meeting begins on %(date)s. You can come in a quarter of an "
                    "hour before.",
                    date=format_datetime(self.env, self.start_date),
                )
            )

    def _over_message(self):
        """Say in words why nobody can come in any more."""
        self.ensure_one()
        host = self.host_id.name
        match self.state:
            case "revoked":
                return self.env._("%(host)s has revoked this link.", host=host)
            case "expired":
                return self.env._(
                    "This link has expired. Ask %(host)s for a new one.", host=host
                )
            case _:
                return self.env._("This meeting has ended.")

    def _end(self, date=None):
        """End these meetings (sudo): what is left is who was there."""
        for meeting in self:
            meeting._empty(date)
            if meeting.is_standing:
                # the next ones meet there, too, but not where an address leads that
                # was given to somebody for this time
                meeting.write(
                    {
                        "empty_date": False,
                        "room_key": secrets.token_urlsafe(18),
                        "started_date": False,
                    }
                )
            else:
                meeting.ended_date = date or fields.Datetime.now()
                meeting._on_ended()
            meeting._notify_changed()

    def _on_ended(self):
        """What follows on the end of these meetings (sudo). For modules to extend."""

    def _empty(self, date=None):
        """Send everybody out of these meetings (sudo)."""
        for meeting in self:
            meeting._close_room()
            meeting.attendance_ids._leave(date)
            # what was answered to who knocked does not hold for the next time
            meeting.attendance_ids.filtered(lambda s: s.state != "left").unlink()
