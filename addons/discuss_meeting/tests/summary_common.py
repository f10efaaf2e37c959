from datetime import timedelta

from odoo.addons.mail.tools.discuss import Store

from .common import MeetingCase


class SummaryCase(MeetingCase):
    def hold(self, users=None, minutes=25, **kwargs):
        """Hold a meeting of Alice and, by default, Bob; return it (sudo), ended."""
        meeting = self.start(**{"title": "Plan", **kwargs})
        for user in users or (self.alice, self.bob):
            self.enter(meeting, user)
        past = self.now - timedelta(minutes=minutes)
        meeting.attendance_ids.join_date = past
        if meeting.started_date:
            meeting.started_date = past
        self.as_user(meeting, self.alice).end()
        return meeting

    def enter(self, meeting, user):
        stay = (
            self.env["discuss.meeting.attendance"]
            .sudo()
            ._create_for(self.as_user(meeting, user), None, "admitted")
        )
        stay._come_in()

    def messages(self, channel=None):
        channel = channel or self.group
        return self.env["mail.message"].search(
            [("model", "=", channel._name), ("res_id", "=", channel.id)]
        )

    def store(self, meeting, user):
        env = self.env(user=user)
        store = Store(bus_channel=user).add(meeting.with_env(env))
        return store.get_result()["discuss.meeting"][0]
