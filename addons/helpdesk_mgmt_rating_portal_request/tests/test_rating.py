from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.portal_request.tests.common import RequestCase


@tagged("post_install", "-at_install")
class TestRating(RequestCase):
    def rate(self, key="k" * 24, csrf=True, **data):
        response = self.post(
            f"/my/requests/{self.ticket.id}/rate", csrf=csrf, once=key, **data
        )
        self.env.invalidate_all()
        return response

    def ratings(self):
        return self.ticket.rating_ids.filtered("consumed")

    def test_rate_once(self):
        self.ticket.stage_id = self.stages["done"]
        self.ticket.user_id = self.agent
        self.login(self.customer)
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        for word in ("Satisfied", "So-so", "Not satisfied", 'name="feedback"'):
            self.assertIn(word, page)
        self.rate(rating="3", feedback="A <b>bit</b> slow")
        self.assertRecordValues(
            self.ratings(),
            [
                {
                    "rating": 3,
                    "feedback": "A <b>bit</b> slow",
                    "partner_id": self.customer.partner_id.id,
                    "rated_partner_id": self.agent.partner_id.id,
                }
            ],
        )
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertIn("You rated how we handled this request", page)
        self.assertNotIn('name="feedback"', page)
        # the same form, or another
        for key in ("k" * 24, "l" * 24):
            self.rate(key, rating="5")
        self.assertEqual(self.ratings().rating, 3)

    def test_word_is_kept_when_refused(self):
        self.login(self.customer)
        self.ticket.stage_id = self.stages["done"]
        response = self.rate(rating="4", feedback="A bit slow")
        self.assertEqual(response.status_code, 422)
        self.assertIn("Choose one of the words", response.text)
        self.assertRegex(response.text, '<textarea[^>]*"feedback"[^>]*>A bit slow</')
        # where it can be rated no more, it can be said as an answer
        self.ticket.stage_id = self.stages["new"]
        response = self.rate(rating="5", feedback="A bit slow")
        self.assertEqual(response.status_code, 422)
        self.assertIn("Who asked can rate", response.text)
        self.assertRegex(response.text, '<textarea[^>]*"body"[^>]*>A bit slow</')
        self.assertFalse(self.ratings())

    @mute_logger("odoo.http")
    def test_refusals(self):
        done, new = self.stages["done"], self.stages["new"]
        for name, user, stage, data, error in (
            ("open", self.customer, new, {"rating": "5"}, UserError),
            ("colleague", self.colleague, done, {"rating": "5"}, UserError),
            ("stranger", self.stranger, done, {"rating": "5"}, AccessError),
            ("no word", self.customer, done, {}, UserError),
            ("no such word", self.customer, done, {"rating": "4"}, UserError),
            ("no number", self.customer, done, {"rating": "x"}, UserError),
            ("too much", self.customer, done, {"rating": "9" * 30}, UserError),
        ):
            with self.subTest(name):
                self.ticket.stage_id = stage
                self.login(user)
                self.rate(key=name.replace(" ", "_") * 8, **data)
                with self.assertRaises(error):
                    value = data.get("rating", "")
                    self.ticket.with_user(user).portal_rate(
                        int(value) if value.isdigit() else value
                    )
                page = self.url_open(f"/my/ticket/{self.ticket.id}").text
                if user != self.customer or stage == new:
                    self.assertNotIn('name="feedback"', page)
        self.login(self.customer)
        self.assertEqual(self.rate(csrf=False, rating="5").status_code, 400)
        url = f"/my/requests/{self.ticket.id}/rate?rating=5"
        self.assertIn(self.url_open(url).status_code, (404, 405))
        self.login(None)
        self.rate(rating="5")
        self.assertFalse(self.ratings())
