from unittest.mock import patch

from odoo.tests import tagged

from ..models.portal_request_search_mixin import (
    ANSWERS_LIMIT,
    DICTIONARIES,
    TEXT_LIMIT,
    WORDS_LIMIT,
)
from .common import RequestCase


@tagged("post_install", "-at_install")
class TestAnswers(RequestCase):
    """Modules give answers; what cannot be shown as one is left out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tickets = cls.env["helpdesk.ticket"].with_user(cls.customer)

    def giving(self, answers):
        """A module that has answers, by the word of the text that they are for."""

        def given(_self, text):
            return [
                {"title": title, "url": url}
                for word, title, url in answers
                if word in text
            ]

        return patch.object(
            self.env.registry["helpdesk.ticket"], "_portal_answers", given
        )

    def test_no_module_has_any(self):
        mixin = self.env["portal.request.search.mixin"]
        self.assertEqual(mixin._portal_shown_answers(""), [])

    def test_what_is_a_link(self):
        links = ("/my/answers/1", "/", "https://example.com/a?b=c#d")
        others = (
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "http://example.com",
            "//example.com",
            "/\\example.com",
            "/\t/example.com",
            "/a b",
            "\x01/a",
            "/a\n",
            "my/answers",
            "",
            None,
            7,
        )
        for url in links:
            with self.subTest(url=url), self.giving([("pump", "Pumps", url)]):
                found = self.tickets._portal_shown_answers("pump")
                self.assertEqual(found, [{"title": "Pumps", "url": url}])
        for url in others:
            with self.subTest(url=url), self.giving([("pump", "Pumps", url)]):
                self.assertEqual(self.tickets._portal_shown_answers("pump"), [])

    def test_which_are_shown(self):
        answers = [
            ("pump", "Best", "/1"),
            ("pump", "", "/2"),
            ("pump", "Bad", "javascript:1"),
            ("pump", "Again", "/1"),
            *(("pump", f"Answer {number}", f"/{number}") for number in range(3, 9)),
            ("valve", "Valves", "/valve"),
        ]
        with self.giving(answers):
            shown = [
                answer["title"] for answer in self.tickets._portal_shown_answers("pump")
            ]
            self.assertEqual(shown, ["Best", "Answer 3", "Answer 4"])
            self.assertEqual(len(shown), ANSWERS_LIMIT)
            # the text is looked at where the subject finds nothing
            for texts, first in (
                (("valve", "valve pump"), "Valves"),
                (("door", "door pump"), "Best"),
                (("door", "door"), None),
            ):
                with self.subTest(texts=texts):
                    found = self.tickets._portal_shown_answers(*texts)
                    self.assertEqual(found[0]["title"] if found else None, first)

    def test_route(self):
        self.login(self.customer)
        with self.giving([("pump", "<b>Pumps</b>", "/my/pumps"), ("pump", "X", "x:y")]):
            for params, count in (
                ({"text": "The pump leaks"}, 1),
                ({"text": "It leaks", "description": "The pump, that is"}, 1),
                ({"description": "The pump"}, 1),
                ({"text": "The door"}, 0),
                ({"text": ["pump"], "description": {"pump": "pump"}}, 0),
                ({}, 0),
            ):
                with self.subTest(params=params):
                    found = self.make_jsonrpc_request("/my/requests/similar", params)
                    shown = [{"title": "<b>Pumps</b>", "url": "/my/pumps"}] * count
                    self.assertEqual(found["answers"], shown)

    def test_words(self):
        for code in ("fr_FR", "pl_PL"):
            self.env["res.lang"]._activate_lang(code)
        french, polish = (
            self.tickets.with_context(lang=code) for code in ("fr_FR", "pl_PL")
        )
        for tickets, text, words in (
            (self.tickets, "What about my Pump, the PUMP?", ["pump"]),
            (self.tickets, "50%_of\\ water", ["water"]),
            (self.tickets, "____ %%%% \x00 ' \" -- ;", []),
            (self.tickets, "", []),
            (self.tickets, "with about", []),
            (french, "Pour votre facture, avec Numéro", ["facture", "numéro"]),
            (self.tickets, " " * TEXT_LIMIT + "pump", []),
            # without a list of what says nothing
            (polish, "What pump", ["what", "pump"]),
        ):
            with self.subTest(text=text):
                self.assertEqual(tickets._portal_words(text), words)
        self.env.cr.execute(
            "SELECT count(*) FROM pg_ts_dict WHERE dictname = ANY(%s)",
            [list(DICTIONARIES.values())],
        )
        self.assertEqual(self.env.cr.fetchone(), (len(DICTIONARIES),))
        many = self.tickets._portal_words(" ".join(f"pump{n}" for n in range(99)))
        self.assertEqual(many, [f"pump{n}" for n in range(WORDS_LIMIT)])
