from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestConversations(TestDiscussRecordCommon):
    """All conversations about a customer, on the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"]
        cls.company = Partner.create({"name": "Azure Interior", "is_company": True})
        cls.contact = Partner.create({"name": "Brandon", "parent_id": cls.company.id})
        cls.other = Partner.create({"name": "Somebody else"})
        (cls.document | cls.confidential).partner_id = cls.company
        cls.of_contact = cls._new_document(name="Contact's", partner_id=cls.contact.id)
        cls.of_other = cls._new_document(name="Other's", partner_id=cls.other.id)

    def _find(self, partner, user, **kwargs):
        return partner.with_user(user).get_record_conversations(**kwargs)

    def _names(self, partner, user):
        found = self._find(partner, user)["conversations"]
        return sorted(conversation["name"] for conversation in found)

    def _open_all(self):
        for document in (
            self.document,
            self.confidential,
            self.of_contact,
            self.of_other,
        ):
            self._open(document, self.responsible)

    def test_of_the_customer_and_their_company(self):
        self._open_all()
        for partner in (self.company, self.contact):
            self.assertEqual(
                self._names(partner, self.responsible),
                ["Contact's", "Document", "Secret"],
            )
            count = partner.with_user(self.responsible).record_conversation_count
            self.assertEqual(count, 3)
        both = (self.company | self.other).with_user(self.responsible)
        self.assertEqual(both.mapped("record_conversation_count"), [3, 1])
        self.assertEqual(self.contact.record_conversation_count, 3)

    def test_of_records_that_one_may_read(self):
        self._open_all()
        self.document.company_id = self.other_company
        self.assertEqual(self._names(self.company, self.colleague), ["Contact's"])
        as_colleague = self.company.with_user(self.colleague)
        self.assertEqual(as_colleague.record_conversation_count, 1)
        # not even for who was invited: the customer is what the record says
        self.confidential.team_channel_id.with_user(self.responsible).add_members(
            self.colleague.partner_id.ids
        )
        self.assertEqual(self._names(self.company, self.colleague), ["Contact's"])

    def test_what_is_told(self):
        channel = self._open(self.document, self.responsible)
        channel.name = "Our nickname"
        message = channel.with_user(self.responsible).message_post(
            body="Canary", message_type="comment"
        )
        second = self._new_document(name="Second", team_channel_id=channel.id)
        second.user_id = self.responsible
        (told,) = self._find(self.company, self.responsible)["conversations"]
        self.assertEqual(told["id"], channel.id)
        self.assertEqual(told["name"], "Our nickname")
        self.assertEqual(told["last"]["id"], message.id)
        self.assertEqual(
            [record["name"] for record in told["records"]], ["Second", "Document"]
        )
        # who may enter, but has not, learns of the records and of nothing said
        (told,) = self._find(self.company, self.stranger)["conversations"]
        self.assertFalse(told["is_member"])
        self.assertFalse(told["last"])
        self.assertEqual(told["name"], "Second")
        self.assertNotIn("Canary", str(told))
        self.assertNotIn("nickname", str(told))

    def test_closed(self):
        channel = self._open(self.document, self.responsible)
        channel.sudo()._close("Lost")
        for user, is_closed in ((self.responsible, True), (self.stranger, False)):
            (told,) = self._find(self.company, user)["conversations"]
            self.assertEqual(told["is_closed"], is_closed)

    def test_customer_channel_is_for_its_members(self):
        channel = (
            self.env["discuss.channel"]
            .sudo()
            .create(
                {
                    "name": "With the customer",
                    "channel_type": "group",
                    "record_audience": "customer",
                }
            )
        )
        channel._add_members(users=self.responsible)
        self.document.customer_channel_id = channel
        self.assertEqual(
            self._names(self.company, self.responsible), ["With the customer"]
        )
        self.assertEqual(self._names(self.company, self.colleague), [])

    def test_page_by_page(self):
        self._open_all()
        pages = [
            self._find(self.company, self.responsible, offset=offset, limit=2)
            for offset in (0, 2, 4)
        ]
        self.assertEqual([len(page["conversations"]) for page in pages], [2, 1, 0])
        self.assertEqual({page["total"] for page in pages[:2]}, {3})
        ids = {c["id"] for page in pages for c in page["conversations"]}
        self.assertEqual(len(ids), 3)

    def test_refused(self):
        for user in (self.customer, self.env.ref("base.public_user")):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._find(self.company, user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.company.with_user(user).read(["record_conversation_count"])
        for values in (
            {"limit": 0},
            {"limit": 101},
            {"limit": "1"},
            {"limit": True},
            {"offset": -1},
            {"offset": 2**31},
            {"offset": None},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self._find(self.company, self.responsible, **values)

    def test_queries_do_not_grow(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._find(self.company, self.responsible)
            return self.env.cr.sql_log_count - before

        self._open_all()
        count()
        few = count()
        for i in range(12):
            document = self._new_document(name=str(i), partner_id=self.company.id)
            self._open(document, self.responsible)
        self.assertEqual(count(), few)
        self.env.invalidate_all()
        self.responsible.fetch(["partner_id", "company_ids"])
        as_responsible = self.company.with_user(self.responsible)
        as_responsible.fetch(["commercial_partner_id"])
        with self.assertQueryCount(1):
            self.assertEqual(as_responsible.record_conversation_count, 15)
