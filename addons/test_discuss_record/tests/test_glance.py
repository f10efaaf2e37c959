import json
from unittest.mock import patch

from markupsafe import Markup

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestGlance(TestDiscussRecordCommon):
    """What lists and forms show of the channels, to whom."""

    def _say(self, channel, user, body, **values):
        return channel.with_user(user).message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_comment", **values
        )

    def _glance(self, user, document=None):
        document = document or self.document
        (glance,) = document.with_user(user).get_discuss_glances()
        return glance

    def _customer_channel(self, document, *users):
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
        for user in users:
            channel._add_members(users=user)
        document.sudo().customer_channel_id = channel
        return channel

    def test_last_word_and_what_is_unread(self):
        channel = self._open(self.document, self.colleague)
        self._say(channel, self.colleague, "Too early?")
        last = self._say(channel, self.colleague, "Can we deliver  before Friday?")
        channel.message_post(body="Renamed", message_type="notification")
        glance = self._glance(self.responsible)
        self.assertEqual(glance["channels"], [[channel.id, 2]])
        self.assertEqual(glance["last"]["id"], last.id)
        self.assertEqual(glance["last"]["author"], "Colin Colleague")
        self.assertEqual(glance["last"]["words"], "Can we deliver before Friday?")
        # the same number as everywhere else
        member = channel.with_user(self.responsible).self_member_id
        self.assertEqual(member.message_unread_counter, 2)
        self.assertEqual(self._glance(self.colleague)["channels"], [[channel.id, 0]])

    def test_words_are_plain_and_few(self):
        channel = self._open(self.document, self.colleague)
        for body, words in (
            (Markup("<p>Is <b>5 &lt; 6</b>?<br/>Yes</p>"), "Is 5 < 6? Yes"),
            ("<b>5 < 6</b>", "<b>5 < 6</b>"),
            ("x" * 5000, "x" * 119 + "…"),
            (Markup("%s<b>bold</b>") % ("x" * 1992), "x" * 119 + "…"),
            (Markup("<i>%s</i>end") % (" " * 1980), "end"),
        ):
            self._say(channel, self.colleague, body)
            shown = self._glance(self.responsible)["last"]["words"]
            self.assertEqual(shown, words)

    def test_message_that_was_taken_back(self):
        channel = self._open(self.document, self.colleague)
        first = self._say(channel, self.colleague, "I stand by this")
        second = self._say(channel, self.colleague, "I should not have said this")
        channel.sudo()._message_update_content(second.sudo(), body="")
        self.assertEqual(self._glance(self.responsible)["last"]["id"], first.id)

    def test_who_is_not_in_the_channel_sees_that_there_is_one(self):
        channel = self._open(self.document, self.colleague)
        self._say(channel, self.colleague, "Canary")
        glance = self._glance(self.stranger)
        self.assertEqual(
            glance,
            {
                "id": self.document.id,
                "channel_id": channel.id,
                "channels": [],
                "last": None,
            },
        )
        summary = self.document.with_user(self.stranger).discuss_summary
        self.assertEqual([item["name"] for item in summary["items"]], ["channels"])
        self.assertNotIn("Canary", json.dumps(summary))

    def test_record_that_is_closed_to_the_reader(self):
        """Even to a member: they find the conversation in Discuss, not in a list."""
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible).add_members(self.stranger.partner_id.ids)
        documents = (self.confidential | self.document).with_user(self.stranger)
        self.assertEqual(documents.get_discuss_glances(), [])

    def test_customer_channel_is_for_its_members(self):
        channel = self._customer_channel(self.document, self.responsible, self.customer)
        self._say(channel, self.customer, "When will it come?")
        glance = self._glance(self.responsible)
        self.assertEqual(glance["channel_id"], channel.id)
        self.assertEqual(glance["channels"], [[channel.id, 1]])
        self.assertEqual(
            self.document.with_user(self.colleague).get_discuss_glances(), []
        )
        self.assertFalse(self.document.with_user(self.colleague).discuss_summary)

    def test_refused(self):
        self._open(self.document, self.responsible)
        for user in (self.customer, self.env.ref("base.public_user")):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.document.with_user(user).get_discuss_glances()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.document.with_user(user).read(["discuss_summary"])
            for name in ("has_discussion", "has_unread_discussion"):
                with (
                    self.subTest(user=user.login, field=name),
                    self.assertRaises(AccessError),
                ):
                    self.document.with_user(user).search([(name, "=", True)])
        documents = self.document.with_user(self.responsible)
        for ids in (["1"], [None], [{}], [True]):
            with self.subTest(ids=ids), self.assertRaises(ValidationError):
                documents.browse(ids).get_discuss_glances()
        missing = documents.browse(self.document.id + 10_000)
        self.assertEqual(missing.get_discuss_glances(), [])

    def test_filter(self):
        quiet = self._new_document(name="Quiet", user_id=self.responsible.id)
        with_customer = self._new_document(name="Customer")
        self._open(quiet, self.responsible)
        channel = self._open(self.document, self.colleague)
        self._say(channel, self.colleague, "One")
        with_both = self._customer_channel(
            with_customer, self.responsible, self.customer
        )
        self._say(with_both, self.customer, "Two")
        documents = quiet | with_customer | self.document | self.confidential

        def found(user, value, operator="="):
            return documents.with_user(user).search(
                [
                    ("id", "in", documents.ids),
                    ("has_unread_discussion", operator, value),
                ]
            )

        unread = with_customer | self.document
        self.assertEqual(found(self.responsible, True), unread)
        self.assertEqual(found(self.responsible, False), quiet | self.confidential)
        self.assertEqual(found(self.responsible, True, "!="), quiet | self.confidential)
        self.assertFalse(found(self.colleague, True))
        self.assertFalse(found(self.stranger, True))
        self.assertEqual(
            documents.with_user(self.responsible).filtered("has_unread_discussion"),
            unread,
        )
        self.assertEqual(
            documents.search(
                [("id", "in", documents.ids), ("has_discussion", "=", True)]
            ),
            quiet | with_customer | self.document,
        )
        channel.with_user(self.responsible).self_member_id._mark_as_read(
            channel.message_ids[:1].id
        )
        self.assertEqual(found(self.responsible, True), with_customer)

    def test_what_a_module_brings_to_the_line(self):
        """As its open questions, in the order that it says, and to nobody else."""
        channel = self._open(self.document, self.responsible)
        self._say(channel, self.responsible, "Who calls them?")
        model_class = type(self.document)
        of_the_module = model_class._discuss_summary

        def summary(records, glances):
            items = of_the_module(records, glances)
            for record in records.filtered(lambda r: r.team_channel_id.id in glances):
                question = {"name": "questions", "sequence": 30, "text": "1 question"}
                items[record.id].append(question)
            return items

        with patch.object(model_class, "_discuss_summary", summary):
            items = self.document.with_user(self.responsible).discuss_summary["items"]
            self.assertEqual(
                [item["name"] for item in items],
                ["channels", "questions", "last_message"],
            )
            items = self.document.with_user(self.colleague).discuss_summary["items"]
            self.assertNotIn("questions", [item["name"] for item in items])

    def test_line_of_the_form(self):
        channel = self._open(self.document, self.colleague)
        self._customer_channel(self.document, self.responsible)
        message = self._say(channel, self.colleague, "One")
        message.date = "2030-05-17 12:00:00"
        summary = self.document.with_user(self.responsible).discuss_summary
        self.assertEqual(
            [item["text"] for item in summary["items"]],
            ["2 channels", "last message 05/17/2030"],
        )
        self.assertIn([channel.id, 1], summary["channels"])
        self.assertFalse(self.confidential.discuss_summary)

    # ------------------------------------------------------------
    # The channel hears of the record
    # ------------------------------------------------------------

    def _hints(self):
        """Return who was told that they should look again, since the last time."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        # sudo: bus.bus - looking behind the scenes
        sent = self.env["bus.bus"].sudo().search([], order="id")
        hints = [
            (json.loads(bus.channel)[1:], json.loads(bus.message)["payload"])
            for bus in sent
            if json.loads(bus.message)["type"] == "discuss.record/changed"
        ]
        sent.unlink()
        return hints

    def test_channel_hears_of_what_its_header_shows(self):
        channel = self._open(self.document, self.colleague)
        hint = (["discuss.channel", channel.id, "internal_users"], {"id": channel.id})
        self._hints()
        self.document.with_user(self.stranger).amount = 12345
        self.assertEqual(self._hints(), [hint])
        # once, however much changed, and whatever a computed field did to it
        self.document.write({"state": "done", "name": "Renamed"})
        self.document.flush_recordset()
        self.document.amount = 5
        self.assertEqual(self._hints(), [hint])
        self.document.is_confidential = True
        self.confidential.amount = 3
        self.assertEqual(self._hints(), [])

    def test_channel_hears_of_records_that_come_and_go(self):
        channel = self._open(self.document, self.colleague)
        hint = (["discuss.channel", channel.id, "internal_users"], {"id": channel.id})
        self._hints()
        sibling = self._new_document(name="Sibling", team_channel_id=channel.id)
        self.assertEqual(self._hints(), [hint])
        self.confidential.sudo().team_channel_id = channel
        self.assertEqual(self._hints(), [hint])
        sibling.unlink()
        self.assertEqual(self._hints(), [hint])

    def test_header_shows_the_newest_first(self):
        channel = self._open(self.document, self.colleague)
        for name in ("Second", "Third"):
            self._new_document(name=name, team_channel_id=channel.id)
        headers = channel.with_user(self.colleague).get_record_headers()
        self.assertEqual(
            [header["name"] for header in headers], ["Third", "Second", "Document"]
        )

    def test_thread_shows_the_record_of_its_channel(self):
        channel = self._open(self.document, self.colleague)
        thread = channel.with_user(self.colleague)._create_sub_channel(name="Detail")
        (header,) = thread.with_user(self.colleague).get_record_headers()
        self.assertEqual(header["name"], "Document")
        own = self._new_document(name="Detail")
        own.sudo().team_channel_id = thread.id
        (header,) = thread.with_user(self.colleague).get_record_headers()
        self.assertEqual(header["name"], "Detail")
