from odoo.tests import new_test_user

from odoo.addons.mail.tests.common import MailCommon


class TestDiscussRecordCommon(MailCommon):
    """People around a document: who answers for it, a colleague who may read it, one
    who may not, a customer and a guest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.responsible = cls._new_user("responsible", "Romane Responsible")
        cls.colleague = cls._new_user("colleague", "Colin Colleague")
        cls.stranger = cls._new_user("stranger", "Stella Stranger")
        cls.customer = cls._new_user(
            "customer", "Clara Customer", groups="base.group_portal"
        )
        cls.guest = cls.env["mail.guest"].create({"name": "Gus Guest"})
        cls.other_company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.document = cls._new_document(user_id=cls.responsible.id)
        cls.confidential = cls._new_document(
            name="Secret", user_id=cls.responsible.id, is_confidential=True
        )

    @classmethod
    def _new_user(cls, login, name, groups="base.group_user", **values):
        return new_test_user(
            cls.env,
            login=login,
            name=name,
            groups=groups,
            email=f"{login}@example.com",
            **values,
        )

    @classmethod
    def _new_document(cls, **values):
        return (
            cls.env["test.discuss.record"]
            .with_context(mail_create_nosubscribe=True)
            .create({"name": "Document", **values})
        )

    def _open(self, document, user):
        """Press "Discussion" on ``document`` as ``user``; return the channel."""
        channel_id = document.with_user(user).open_team_channel()
        return self.env["discuss.channel"].browse(channel_id)

    def _members(self, channel):
        return channel.sudo().channel_member_ids.partner_id

    def _bus_messages(self):
        """Return what has been sent on the bus since the last ``_reset_bus``."""
        self.env.cr.precommit.run()
        # sudo: bus.bus - looking behind the scenes
        return self.env["bus.bus"].sudo().search([]).mapped("message")
