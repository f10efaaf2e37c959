import re
import time
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.portal_space.models.portal_space import HOME_LIMIT
from odoo.addons.portal_space.tests.common import SpaceCase
from odoo.addons.portal_space.tools.home import COUNT_LIMIT, Block


@tagged("post_install", "-at_install")
class TestSpaceHome(SpaceCase):
    """The home, with documents on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents = cls._new_documents(2)

    @classmethod
    def _new_documents(cls, number, **values):
        documents = cls.env["test.portal.document"].create(
            [
                {
                    "name": f"Paper {index}",
                    "partner_id": cls.owner.partner_id.id,
                    "state": "done" if index % 2 else "draft",
                    **values,
                }
                for index in range(number)
            ]
        )
        documents._portal_space_tell("document")
        return documents

    def blocks(self, user):
        home = self.env["portal.space"].with_user(user)._home()
        return {
            block.code: block
            for block in home["waiting"] + home["under_way"]
            if block.code.startswith("test_")
        }

    def test_blocks(self):
        blocks = self.blocks(self.owner)
        waiting = blocks["test_document"].entries
        self.assertEqual([entry.title for entry in waiting], ["Paper 0"])
        self.assertEqual(
            waiting[0].record, ("test.portal.document", waiting[0].record[1])
        )
        self.assertEqual(waiting[0].action, "Read")
        going_on = blocks["test_document_done"].entries
        self.assertEqual([entry.percent for entry in going_on], [100])

    def test_who(self):
        """Everybody sees what the rules let them read, colleagues of the company too:
        for them it is a home like another."""
        for user in (self.owner, self.colleague, self.employee):
            self.assertTrue(self.blocks(user), user.login)
        for user in (self.other, self.prospect):
            self.assertFalse(self.blocks(user), user.login)

    def test_no_more_than_a_few(self):
        self._new_documents(2 * HOME_LIMIT + 4)
        block = self.blocks(self.owner)["test_document"]
        self.assertEqual(len(block.entries), HOME_LIMIT)
        self.assertEqual(block.total, HOME_LIMIT + 3)

    def test_counted_so_far(self):
        """Who has more than a hundred is told so, and nothing counts them all."""
        self.assertEqual(Block("x", "X", total=COUNT_LIMIT).total_text, "100")
        self.assertEqual(Block("x", "X", total=COUNT_LIMIT + 1).total_text, "100+")
        self._new_documents(2 * COUNT_LIMIT + 20, state="draft")
        self.assertEqual(self.blocks(self.owner)["test_document"].total_text, "100+")

    def test_order_of_sections(self):
        """Blocks follow the order of their sections, which the company chooses."""
        space = self.env["portal.space"]
        section = self.env["portal.space.section"]
        blocks = [
            Block(code, code, total=1) for code in ("credit_note", "own", "order")
        ]
        blocks.append(Block("quotation_open", "nothing there"))
        codes = [block.code for block in space._in_order(blocks)]
        self.assertEqual(codes, ["order", "credit_note", "own"])
        section.search([("code", "=", "order")]).sequence = 999
        codes = [block.code for block in space._in_order(blocks)]
        self.assertEqual(codes, ["credit_note", "order", "own"])

    def test_what_is_empty_is_not_counted_at_each_visit(self):
        """Stock asks for the numbers of its pages at each visit, again and again for
        those where there is nothing."""

        def asked():
            page = self.url_open("/my").text
            return re.findall(r'data-placeholder_count="(\w+)"', page)

        self.log_in("owner")
        names = asked()
        self.assertIn("invoice_count", names)
        self.make_jsonrpc_request("/my/counters", {"counters": names})
        self.assertEqual(asked(), [])
        later = time.time() + 700
        with patch.object(time, "time", lambda: later):
            self.assertIn("invoice_count", asked())

    def test_hidden_section(self):
        """Off the home, and off the strip."""
        Section = self.env["portal.space.section"]
        tag = self.env["res.partner.category"].create({"name": "Gold"})
        Section.create(
            [
                {"name": code, "code": code, "category_ids": tag.ids}
                for code in ("test_document", "step_received")
            ]
        )
        self.assertNotIn("test_document", self.blocks(self.owner))
        as_owner = self.documents[1].with_user(self.owner)
        steps = as_owner._portal_space_shown_steps()[as_owner.id]
        self.assertEqual([step.code for step in steps], ["step_done"])
        self.customer.category_id = tag
        self.assertIn("test_document", self.blocks(self.owner))
        steps = as_owner._portal_space_shown_steps()[as_owner.id]
        self.assertEqual(len(steps), 2)

    def test_addresses_that_cannot_be(self):
        self.log_in("owner")
        for path in ("/my/documents/page/%00", "/my/%00", "/my/news/page/%00"):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(path).status_code, 404)

    def test_queries_do_not_grow(self):
        """The home, the news and what tells them: as many queries for many."""
        self.log_in("owner")
        paths = ("/my", "/my/news", f"/my/preview/{self.owner.partner_id.id}")

        def count(path):
            self.log_in("entitled" if "preview" in path else "owner")
            self.url_open(path)
            self.env.cr.flush()
            before = self.cr.sql_log_count
            self.assertEqual(self.url_open(path).status_code, 200)
            return self.cr.sql_log_count - before

        self._new_documents(2 * HOME_LIMIT + 2)
        few = {path: count(path) for path in paths}
        self._new_documents(50)
        many = {path: count(path) for path in paths}
        self.assertEqual(few, many)

    def test_telling_does_not_grow(self):
        def count(documents):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            documents._portal_space_tell("payment")
            self.env.flush_all()
            return self.cr.sql_log_count - before

        some = self._new_documents(45)
        count(some[:1])
        self.assertEqual(count(some[2:4]), count(some[5:]))
