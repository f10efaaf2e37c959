from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


class FollowUpTaskCommon(DiscussRecordCommon):
    """A project that its customer sees, and a message about it among colleagues."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls._new_user(
            "worker", "base.group_user,project.group_project_user", name="Willem Worker"
        )
        cls.colleague = cls._new_user("colleague", name="Colin Colleague")
        cls.customer = cls._new_user(
            "customer", "base.group_portal", name="Clara Customer"
        )
        cls.project = cls.env["project.project"].create(
            {
                "name": "Warehouse",
                "partner_id": cls.customer.partner_id.id,
                "privacy_visibility": "portal",
                "user_id": cls.worker.id,
            }
        )
        cls.project.message_subscribe(cls.customer.partner_id.ids)
        channel_id = cls.project.with_user(cls.worker).open_team_channel()
        cls.channel = cls.env["discuss.channel"].browse(channel_id)
        cls.message = cls.channel.with_user(cls.worker).message_post(
            body="Ask them for the plans before Friday",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
