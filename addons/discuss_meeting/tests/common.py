from odoo import fields
from odoo.tests import new_test_user, tagged

from odoo.addons.mail.tests.common import MailCommon


@tagged("post_install", "-at_install")
class MeetingCase(MailCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alice, cls.bob, cls.carol = (
            new_test_user(
                cls.env,
                f"meeting_{name.lower()}",
                "base.group_user",
                name=name,
                password=f"meeting_{name.lower()}",
                tz="Europe/Paris",
            )
            for name in ("Alice", "Bob", "Carol")
        )
        cls.customer = new_test_user(
            cls.env,
            "meeting_customer",
            "base.group_portal",
            name="Chloe",
            password="meeting_customer",
        )
        cls.channels = cls.env["discuss.channel"].with_user(cls.alice)
        # a private group of Alice and Bob; Carol is a colleague outside of it
        cls.group = cls.channels._create_group(
            [cls.alice.partner_id.id, cls.bob.partner_id.id], name="Fair"
        )
        cls.public = cls.channels._create_channel(
            "Office", cls.env.ref("base.group_user").id
        )

    def start(self, channel=None, user=None, **kwargs):
        """Start a meeting, by default of Alice in the group; return it (sudo)."""
        channel = (channel or self.group).with_user(user or self.alice)
        meeting_id = channel.start_meeting(**kwargs)
        return self.env["discuss.meeting"].browse(meeting_id)

    def watch(self):
        """Look after meetings, as the scheduled job does."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "discuss_meeting.ir_cron_watch_meetings"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def as_user(self, record, user):
        return record.with_user(user).sudo(False)

    @property
    def now(self):
        return fields.Datetime.now()

    def call(self, meeting, user):
        """Have somebody take part in the call of a meeting, as their browser does."""
        channel = meeting.room_channel_id
        member = channel.channel_member_ids.filtered(
            lambda m: m.partner_id == user.partner_id
        )
        return (
            self.env["discuss.channel.rtc.session"]
            .with_user(user)
            .sudo()
            .create({"channel_member_id": member.id})
        )
