from datetime import timedelta

from odoo.exceptions import AccessError, ValidationError

from .common import MeetingCase


class TestNewMeeting(MeetingCase):
    def new(self, user=None, **values):
        wizards = self.env["discuss.meeting.new"].with_user(user or self.alice)
        return wizards.create(values)

    def meetings(self):
        return self.env["discuss.meeting"].search([], order="id")

    def test_posted_in_the_channel(self):
        start = self.now + timedelta(hours=3)
        wizard = self.new(channel_id=self.group.id, name="Plan", start_date=start)
        before = self.meetings()
        action = wizard.action_post()
        meeting = self.meetings() - before
        self.assertEqual(meeting.name, "Plan")
        self.assertEqual(meeting.start_date, start)
        self.assertEqual(meeting.host_id, self.alice)
        self.assertEqual(meeting.message_id.res_id, self.group.id)
        self.assertEqual(action["tag"], "mail.action_discuss")
        self.assertEqual(
            action["context"], {"active_id": f"discuss.channel_{self.group.id}"}
        )

    def test_called_as_the_channel_without_title(self):
        before = self.meetings()
        self.new(channel_id=self.group.id).action_post()
        meeting = self.meetings() - before
        self.assertEqual(meeting.name, "Fair")
        self.assertFalse(meeting.start_date)

    def test_posted_to_people(self):
        before = self.meetings()
        self.new(partner_ids=self.bob.partner_id.ids, name="Us").action_post()
        meeting = self.meetings() - before
        self.assertEqual(meeting.channel_id.channel_type, "chat")
        self.assertEqual(
            meeting.channel_id.channel_partner_ids,
            self.alice.partner_id | self.bob.partner_id,
        )

    def test_standing_link_once(self):
        before = self.meetings()
        for _time in range(2):
            self.new(channel_id=self.group.id, is_standing=True).action_post()
        self.assertEqual(len(self.meetings() - before), 1)

    def test_refused_where_one_does_not_see_the_channel(self):
        with self.assertRaises(AccessError):
            self.new(self.carol, channel_id=self.group.id)
        wizard = self.new(self.carol, channel_id=self.public.id)
        with self.assertRaises(AccessError):
            wizard.channel_id = self.group
        with self.assertRaises(AccessError):
            self.new(self.customer, channel_id=self.public.id)

    def test_of_one_person_alone(self):
        wizard = self.new(channel_id=self.group.id, name="Plan")
        with self.assertRaises(AccessError):
            wizard.with_user(self.bob).action_post()
        with self.assertRaises(AccessError):
            wizard.with_user(self.bob).read(["name"])

    def test_refused_who_has_left_the_channel(self):
        wizard = self.new(channel_id=self.group.id)
        self.group.with_user(self.alice).action_unfollow()
        with self.assertRaises(AccessError):
            wizard.action_post()

    def test_refused_values(self):
        before = self.meetings()
        for values in (
            {},
            {"channel_id": self.group.id, "partner_ids": self.bob.partner_id.ids},
            {"partner_ids": self.customer.partner_id.ids},
            {"partner_ids": (self.bob | self.customer).partner_id.ids},
            {"partner_ids": self.alice.partner_id.ids},
            {"partner_ids": self.bob.partner_id.ids, "is_standing": True},
            {
                "channel_id": self.group.id,
                "start_date": self.now - timedelta(hours=1),
            },
            {"channel_id": self.group.id, "name": "x" * 251},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.new(**values).action_post()
        self.assertEqual(self.meetings(), before)
