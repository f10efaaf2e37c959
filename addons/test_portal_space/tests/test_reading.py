from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import SHARE, PortalDocumentCommon

ADDRESS_FIELDS = ("email_from", "reply_to", "incoming_email_cc", "outgoing_email_to")
ADDED_TO_NAMES = ("show_email", "show_address", "show_vat")
VAT = "BE0477472701"


@tagged("post_install", "-at_install")
class TestReading(PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_conversation()
        cls.messages = cls.env["mail.message"].concat(
            *cls.shown.values(), *cls.hidden.values()
        )

    def _read_by_every_road(self, messages):
        """Return, by name of road, what finds the messages."""
        ids = messages.ids
        return {
            "read": lambda m: m.browse(ids).read(["body"]),
            "web_read": lambda m: m.browse(ids).web_read({"body": {}}),
            "search": lambda m: m.search([("id", "in", ids)]),
            "search_read": lambda m: m.search_read([("id", "in", ids)], ["body"]),
            "search_count": lambda m: m.search_count([("id", "in", ids)]),
            "formatted_read_group": lambda m: m.formatted_read_group(
                [("id", "in", ids)], ["message_type"], ["__count"]
            ),
            "name_search": lambda m: m.name_search("", [("id", "in", ids)]),
            "portal": lambda m: m.browse(ids).portal_message_format(),
        }

    def test_who_reads_which_message(self):
        """The page of a record is the measure, by every road, for each person."""
        readers = {"owner": "shown", "colleague": "shown", "employee": "all"}
        for who, user in self.people.items():
            reads = readers.get(who)
            for kind, message in {**self.shown, **self.hidden}.items():
                may = reads == "all" or (reads == "shown" and kind in self.shown)
                model = self.env["mail.message"].with_user(user)
                self.assertIs(model.browse(message.id).has_access("read"), may)
                for road, find in self._read_by_every_road(message).items():
                    with self.subTest(who=who, kind=kind, road=road):
                        try:
                            found = bool(find(model))
                        except AccessError:
                            found = False
                        self.assertIs(found, may)

    def test_who_was_notified_reads_no_more(self):
        for who in ("owner", "stranger"):
            user = self.people[who]
            self._notify(self.messages, user)
            for kind, message in self.hidden.items():
                with self.subTest(who=who, kind=kind):
                    message = message.with_user(user)
                    self.assertFalse(message.has_access("read"))
                    self.assertFalse(message.search([("id", "=", message.id)]))
        # A comment that a person was sent is theirs to read.
        self.assertTrue(
            self.shown["comment"].with_user(self.people["stranger"]).has_access("read")
        )

    def test_who_is_the_author_reads_no_more(self):
        """What Odoo logs in the name of a customer is for employees."""
        log = self.document._message_log(
            body="canary", author_id=self.owner.partner_id.id
        )
        signed = self._post("canary", message_type="notification", user=self.owner)
        for message in (log, signed):
            self.assertFalse(message.with_user(self.owner).has_access("read"))

    def test_through_the_document(self):
        """Neither reads from a document to its messages, nor conditions on them."""
        documents = self.env["test.portal.document"].with_user(self.owner)
        specification = {"fields": {"body": {}, "preview": {}}}
        for field in ("message_ids", "website_message_ids"):
            with self.subTest(field=field):
                # a request begins without what others have read
                self.env.invalidate_all()
                (values,) = documents.browse(self.document.id).web_read(
                    {field: specification}
                )
                self.assertEqual(
                    {message["id"] for message in values[field]},
                    {message.id for message in self.shown.values()},
                )
                self.assertNotIn("canary", str(values))
                for words, count in (("Hello", 1), ("canary", 0)):
                    self.assertEqual(
                        documents.search_count([(f"{field}.body", "like", words)]),
                        count,
                    )
        with self.assertRaises(AccessError):
            documents.search([("message_ids.email_from", "like", "canary")])
        employee = documents.with_user(self.employee)
        self.assertTrue(employee.search([("message_ids.body", "like", "canary")]))

    def test_no_address(self):
        """Share users see names where employees see addresses."""
        message = self.shown["comment"].with_user(self.owner)
        for field in ADDRESS_FIELDS:
            with self.subTest(field=field):
                for find in (
                    lambda name: message.read([name]),
                    lambda name: message.web_read({name: {}}),
                    lambda name: message.search([(name, "like", "canary")]),
                    lambda name: message.search_read([], [name]),
                    lambda name: message.search([], order=name),
                    lambda name: message.formatted_read_group([], [name], ["__count"]),
                    lambda name: message.export_data([name]),
                    lambda name: message.copy_data(),
                ):
                    with self.assertRaises(AccessError):
                        find(field)
                self.assertNotIn(field, message.fields_get())
                self.assertIn(field, message.with_user(self.employee).fields_get())
        self.assertNotIn("canary", str(message.read()))
        self.assertIn("canary", str(message.with_user(self.employee).read()))

    def test_no_address_of_people(self):
        """The partner of an employee has a name, whatever the context asks for."""
        self._give_addresses()
        message = self.shown["comment"]
        asked = [{"author_id": {"fields": {"email": {}, "phone": {}}}}]
        for key in ADDED_TO_NAMES:
            asked.append(
                {
                    "author_id": {
                        "fields": {"display_name": {}},
                        "context": {key: True},
                    }
                }
            )
        for who in SHARE:
            user = self.people[who]
            for specification in asked:
                self.env.invalidate_all()
                try:
                    found = str(message.with_user(user).web_read(specification))
                except AccessError:
                    found = ""
                with self.subTest(who=who, specification=specification):
                    self.assertNotIn("canary", found)
                    self.assertNotIn(VAT, found)
            partner = self.employee.partner_id.with_user(user)
            self.assertFalse(partner.has_access("read"))
        every = dict.fromkeys(ADDED_TO_NAMES, True)
        for context in (*({key: True} for key in ADDED_TO_NAMES), every):
            for name, user, is_known in (
                ("comment", self.owner, False),
                ("comment", self.employee, True),
                # They know their own.
                ("of the owner", self.owner, True),
            ):
                self.env.invalidate_all()
                message = self.shown[name].with_user(user).with_context(**context)
                found = str(message.read(["author_id"]))
                with self.subTest(message=name, user=user.login, **context):
                    self.assertEqual("canary" in found or VAT in found, is_known)

    def test_address_on_a_page(self):
        """What a template shows of a contact is on its page, for whoever may see it."""
        self._give_addresses()
        for who in SHARE:
            env = self.env(user=self.people[who])
            partner = self.employee.partner_id.with_env(env)
            for context in ({}, dict.fromkeys(ADDED_TO_NAMES, True)):
                shown = env["ir.qweb.field.contact"].value_to_html(
                    partner.with_context(**context), {"fields": ["name", "address"]}
                )
                with self.subTest(who=who, context=context):
                    self.assertIn("1 canary street", shown)
                    self.assertNotIn("example.com", shown)
                    self.assertNotIn(VAT, shown)

    def _give_addresses(self):
        """Have an employee and a customer where and what they are."""
        for partner in (self.employee.partner_id, self.customer, self.owner.partner_id):
            partner.write({"street": "1 canary street", "vat": VAT})

    def test_no_address_in_what_browsers_get(self):
        unknown = self._post(
            "Hi",
            author_id=False,
            email_from='"Jane" <canary_jane@example.com>',
            incoming_email_cc="canary_cc@example.com",
            incoming_email_to="canary_to@example.com",
        )
        messages = self.shown["comment"] + unknown
        store = Store().add(messages.with_user(self.owner)).get_result()
        self.assertNotIn("canary", str(store))
        self.assertIn("Jane", str(store))
        self.assertNotIn(
            "canary", str(messages.with_user(self.owner).portal_message_format())
        )
        store = Store().add(messages.with_user(self.employee)).get_result()
        self.assertIn("canary_jane", str(store))

    def test_what_goes_with_messages(self):
        """Activities, tracking values, followers, notifications of others."""
        self.document.message_subscribe(self.employee.partner_id.ids)
        self.document.sudo().activity_schedule("mail.mail_activity_data_todo")
        self._notify(self.shown["comment"], self.employee)
        for who in SHARE:
            env = self.env(user=self.people[who])
            for name in ("mail.activity", "mail.tracking.value", "mail.followers"):
                with self.subTest(who=who, model=name), self.assertRaises(AccessError):
                    env[name].search([])
            for field in (
                "activity_ids",
                "message_follower_ids",
                "message_partner_ids",
            ):
                with self.subTest(who=who, field=field), self.assertRaises(AccessError):
                    env[self.document._name].browse(self.document.id).read([field])
        found = self.env["mail.notification"].with_user(self.owner).search([])
        self.assertFalse(found.res_partner_id & self.employee.partner_id)
