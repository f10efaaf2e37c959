from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

from .common import new_page, rewrite


@tagged("post_install", "-at_install")
class TestAnswers(TransactionCase):
    """Which pages answer a text, to whom, and in which order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # those of the demo
        cls.env["document.page"].search([]).portal_answer = False
        cls.customer = new_test_user(cls.env, "answer_customer", "base.group_portal")
        cls.elsewhere = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.stranger = new_test_user(
            cls.env,
            "answer_stranger",
            "base.group_portal",
            company_id=cls.elsewhere.id,
            company_ids=[(6, 0, cls.elsewhere.ids)],
        )
        cls.reader = new_test_user(
            cls.env, "answer_reader", "document_knowledge.group_document_user"
        )
        cls.editor = new_test_user(
            cls.env, "answer_editor", "document_page.group_document_editor"
        )

    def answers(self, text, user=None):
        tickets = self.env["helpdesk.ticket"].with_user(user or self.customer)
        return [answer["title"] for answer in tickets._portal_answers(text)]

    def test_what_is_found(self):
        page = new_page(
            self.env,
            "How do I follow my delivery?",
            "<p>Open <b>your orders</b>: the parcel's page says when it comes.</p>"
            "<table><tr><td>Réclamation</td><td>Rhône</td></tr></table>"
            "<style>.blink { color: gold }</style><script>var secretly = 1;</script>"
            "<img src='data:image/png;base64,Zebra/giraffe' alt='none'/>",
        )
        for text, found in (
            ("delivery", True),
            ("Where is my DELIVERY??", True),
            ("My parcel has not come", True),
            ("parcel carpets", True),
            # three words are enough, however long the text
            ("Orders parcel page windows doors walls roofs floors", True),
            ("parcel windows doors", False),
            ("windows and doors", False),
            # accents are no difference
            ("reclamation", True),
            ("RÉCLAMATION Rhone", True),
            # what one does not read is not found
            ("zebra", False),
            ("giraffe", False),
            ("secretly", False),
            ("blink", False),
            ("table", False),
            ("strong", False),
            # words that say nothing
            ("What about when your", False),
            ("", False),
            ("my the a", False),
            ("%", False),
            ("____", False),
            ("%%%%", False),
            ("\\\\\\\\' OR 1=1 --", False),
            ("\x00parcel", True),
            ("parcel " * 5000, True),
            ("parcel" * 5000, False),
        ):
            with self.subTest(text=text[:30]):
                self.assertEqual(self.answers(text), [page.name] if found else [])

    def test_order(self):
        """Best first: words of the title count twice; and no more than are shown."""
        new_page(self.env, "Parcels", "<p>Where they are</p>")
        new_page(self.env, "Returns", "<p>A parcel goes back in its box</p>")
        new_page(self.env, "Damaged parcels", "<p>What to do</p>")
        new_page(self.env, "Boxes", "<p>Whether parcel or damaged good</p>")
        self.assertEqual(
            self.answers("Damaged parcel"), ["Damaged parcels", "Boxes", "Parcels"]
        )

    def test_to_whom(self):
        page = new_page(self.env, "Pumps", company_id=self.env.company.id)
        everyone = new_page(self.env, "Pumps for all", company_id=False)
        theirs = new_page(self.env, "Pumps elsewhere", company_id=self.elsewhere.id)
        for user, found in (
            (self.customer, page + everyone),
            (self.stranger, theirs + everyone),
            (self.reader, page + everyone),
        ):
            with self.subTest(user=user.login):
                self.assertCountEqual(self.answers("pumps", user), found.mapped("name"))
                pages = self.env["document.page"].with_user(user)
                for one in page + everyone + theirs:
                    self.assertEqual(
                        pages._portal_answer_find(one.id), one & found, one.name
                    )

    def test_until_it_is_no_answer(self):
        """Nothing shows a page that is unmarked, archived or empty, nor a category."""
        category = self.env["document.page"].create(
            {"name": "Pumps", "type": "category", "portal_answer": True}
        )
        empty = self.env["document.page"].create(
            {"name": "Pumps to come", "portal_answer": True}
        )
        self.assertFalse(empty.history_head)
        pages = self.env["document.page"].with_user(self.customer)
        self.assertEqual(self.answers("pumps"), [])
        for page in (category, empty, category.browse(0), category.browse(-1)):
            self.assertFalse(pages._portal_answer_find(page.id))
        page = new_page(self.env, "Pumps", "<p>Clean them</p>")
        for values in ({"portal_answer": False}, {"active": False}):
            with self.subTest(values=values):
                self.assertEqual(self.answers("pumps"), ["Pumps"])
                self.assertTrue(pages._portal_answer_find(page.id))
                page.write(values)
                self.assertEqual(self.answers("pumps"), [])
                self.assertFalse(pages._portal_answer_find(page.id))
                page.write({"portal_answer": True, "active": True})
        self.assertFalse(page.copy().portal_answer)

    def test_as_it_changes(self):
        page = new_page(self.env, "Pumps", "<p>Clean the filter</p>")
        self.assertEqual(self.answers("filter"), ["Pumps"])
        rewrite(page, "<p>Change the gasket</p>")
        self.assertEqual(self.answers("filter"), [])
        self.assertEqual(self.answers("gasket"), ["Pumps"])
        page.name = "Valves"
        self.assertEqual(self.answers("pumps"), [])
        self.assertEqual(self.answers("valves"), ["Valves"])

    def test_who_marks(self):
        page = new_page(self.env, "Pumps", portal_answer=False)
        for user in (self.reader, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                page.with_user(user).portal_answer = True
        with self.assertRaises(AccessError):
            page.with_user(self.customer).read(["name"])
        page.with_user(self.editor).portal_answer = True
        self.assertEqual(self.answers("pumps"), ["Pumps"])
        action = page.with_user(self.editor).action_open_portal_answer()
        self.assertEqual(action["url"], f"/my/answers/{page.id}")

    def test_queries_do_not_grow(self):
        """More pages, more queries: not so."""
        counts = []
        for _round in range(3):
            for number in range(20):
                new_page(self.env, f"Pumps {len(counts)} {number}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(self.answers("How do pumps work")), 3)
            counts.append(self.env.cr.sql_log_count - before)
        # the first one fills the caches of access rights
        self.assertEqual(counts[1], counts[2])
        self.assertLess(counts[2], 8)
