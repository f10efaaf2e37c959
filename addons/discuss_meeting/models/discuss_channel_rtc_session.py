from odoo import api, models


class DiscussChannelRtcSession(models.Model):
    _inherit = "discuss.channel.rtc.session"

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(vals_list)
        for session in sessions:
            session._enter_meeting()
        return sessions

    def unlink(self):
        # sudo: discuss.meeting - who was in a call has left its meeting
        stays = self.sudo()._meeting_stays()
        result = super().unlink()
        stays._leave()
        stays.meeting_id._on_left()
        return result

    def _enter_meeting(self):
        """Note that the person of this call is in the meeting that it belongs to. A
        call that somebody has started in a channel becomes a meeting, also if another
        is planned there for later."""
        # sudo: discuss.meeting - who is in the call has come in already
        session = self.sudo()
        member, channel = session.channel_member_id, session.channel_id
        meeting = channel._held_meeting()
        if not meeting or not meeting._is_near():
            meeting = channel._adopt_call(member) or meeting
        if not meeting:
            return
        stay = meeting.attendance_ids._of_member(member)
        if not stay:
            stay = meeting.attendance_ids._create_of_member(meeting, member)
        stay._come_in()

    def _meeting_stays(self):
        """Return the stays (sudo) of the people of these calls (sudo)."""
        # sudo: discuss.meeting.attendance - of calls (sudo)
        stays = self.env["discuss.meeting.attendance"].sudo()
        for session in self:
            meeting = session.channel_id._held_meeting()
            stays |= meeting.attendance_ids._of_member(session.channel_member_id)
        return stays
