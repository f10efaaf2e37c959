from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


class TestDiscussRecordCommon(DiscussRecordCommon):
    """People around a document: who answers for it, a colleague who may read it, one
    who may not, a customer and a guest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.responsible = cls._new_user("responsible", name="Romane Responsible")
        cls.colleague = cls._new_user("colleague", name="Colin Colleague")
        cls.stranger = cls._new_user("stranger", name="Stella Stranger")
        cls.customer = cls._new_user(
            "customer", "base.group_portal", name="Clara Customer"
        )
        cls.guest = cls.env["mail.guest"].create({"name": "Gus Guest"})
        cls.other_company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.document = cls._new_document(user_id=cls.responsible.id)
        cls.confidential = cls._new_document(
            name="Secret", user_id=cls.responsible.id, is_confidential=True
        )

    @classmethod
    def _new_document(cls, **values):
        return (
            cls.env["test.discuss.record"]
            .with_context(mail_create_nosubscribe=True)
            .create({"name": "Document", **values})
        )

    def _bus_messages(self):
        """Return what has been sent on the bus since the last ``_reset_bus``."""
        self.env.cr.precommit.run()
        # sudo: bus.bus - looking behind the scenes
        return self.env["bus.bus"].sudo().search([]).mapped("message")
