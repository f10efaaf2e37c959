"""What the helpdesk's own routes let pass, and no longer do. Each of these tests fails
where this module is not."""

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestStockHoles(RequestCase):
    def close(self, ticket, stage="done", **kwargs):
        stage_id = self.stages[stage].id if stage in self.stages else stage
        response = self.post(
            "/ticket/close", ticket_id=ticket, stage_id=stage_id, **kwargs
        )
        self.ticket.invalidate_recordset()
        return response

    def test_closing_is_no_link(self):
        self.login(self.customer)
        url = f"/ticket/close?ticket_id={self.ticket.id}&stage_id="
        response = self.url_open(
            f"{url}{self.stages['done'].id}", allow_redirects=False
        )
        self.ticket.invalidate_recordset()
        self.assertEqual(self.ticket.stage_id, self.stages["new"])
        self.assertEqual(response.status_code, 302)
        self.assertTrue(
            response.headers["Location"].endswith(f"/my/ticket/{self.ticket.id}")
        )

    def test_closing_wants_access(self):
        self.login(self.stranger)
        response = self.close(self.ticket.id)
        self.assertEqual(self.ticket.stage_id, self.stages["new"])
        self.assertTrue(response.headers["Location"].endswith("/my"))
        for user in (self.customer, self.colleague):
            with self.subTest(user=user.name):
                self.ticket.stage_id = self.stages["new"]
                self.login(user)
                self.close(self.ticket.id)
                self.assertEqual(self.ticket.stage_id, self.stages["done"])
                self.assertEqual(self.ticket.write_uid, user)

    def test_closing_wants_stage_of_team(self):
        foreign = self.stages["done"].copy(
            {"name": "Returned", "team_ids": [(4, self.back_office.id)]}
        )
        self.assertTrue(foreign.close_from_portal)
        self.login(self.customer)
        for stage in ("in_progress", "rejected", foreign.id):
            with self.subTest(stage=stage):
                response = self.close(self.ticket.id, stage)
                self.assertEqual(self.ticket.stage_id, self.stages["new"])
                refusal = "cannot be closed like that"
                page = self.url_open(response.headers["Location"]).text
                self.assertTrue(refusal in page, "the page says no word of it")
                again = self.url_open(f"/my/ticket/{self.ticket.id}").text
                self.assertFalse(refusal in again, "it is said again")

    def test_closing_with_anything(self):
        self.login(self.customer)
        for ticket, stage in (
            ("x", "done"),
            ("", "done"),
            ("9" * 30, "done"),
            ("-1", "done"),
            ("1 OR 1=1", "done"),
            (self.ticket.id, "x"),
            (self.ticket.id, ""),
            (self.ticket.id, "9" * 30),
        ):
            with self.subTest(ticket=ticket, stage=stage):
                self.assertEqual(self.close(ticket, stage).status_code // 100, 3)
        response = self.post("/ticket/close")
        self.assertEqual(response.status_code, 303)
        self.assertEqual(self.ticket.stage_id, self.stages["new"])

    def test_page_closes_by_post(self):
        self.login(self.customer)
        page = html.fromstring(self.url_open(f"/my/ticket/{self.ticket.id}").text)
        forms = page.xpath("//form[@action='/ticket/close']")
        self.assertTrue(forms)
        for form in forms:
            self.assertEqual(form.method, "POST")
            self.assertTrue(form.fields["csrf_token"])

    def test_files_of_colleagues_stay_inside(self):
        Attachment = self.env["ir.attachment"]
        files = {
            name: Attachment.create(
                {
                    "name": name,
                    "raw": b"text",
                    "res_model": "helpdesk.ticket",
                    "res_id": self.ticket.id,
                }
            )
            for name in ("margin.txt", "note.txt", "answer.txt")
        }
        self.ticket.message_post(
            body="What it costs us", attachment_ids=files["note.txt"].ids
        )
        self.ticket.message_post(
            body="The manual",
            attachment_ids=files["answer.txt"].ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        for user in (self.customer, self.colleague):
            self.login(user)
            page = self.url_open(f"/my/ticket/{self.ticket.id}").text
            self.assertNotIn("margin.txt", page)
            self.assertNotIn("note.txt", page)

    def test_stages_are_not_written_from_outside(self):
        public = self.env.ref("base.public_user")
        for user in (public, self.customer):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.stages["new"].with_user(user).write({"name": "Free of charge"})
            for vals in ({"stage_id": self.stages["done"].id}, {"name": "Mine"}):
                with (
                    self.subTest(user=user.name, **vals),
                    self.assertRaises(AccessError),
                ):
                    self.ticket.with_user(user).write(vals)

    def test_opening_is_no_link(self):
        self.login(self.customer)
        response = self.url_open(
            "/submitted/ticket?subject=a&description=b", allow_redirects=False
        )
        self.assertFalse(self.sent())
        self.assertEqual(response.status_code, 303)
        self.assertTrue(response.headers["Location"].endswith("/my/requests/new"))

    def test_page_of_anything(self):
        # there is something to compare with
        self.ticket._portal_ensure_token()
        for user in (self.customer, None):
            self.login(user)
            for path in (
                f"/my/ticket/{self.ticket.id}/é",
                f"/my/ticket/{self.ticket.id}?access_token=%C3%A9",
                f"/my/ticket/{self.ticket.id}?access_token=x",
                f"/my/ticket/{10**12}",
                "/my/ticket/0",
            ):
                with self.subTest(user=user and user.name, path=path):
                    self.assertLess(
                        self.url_open(path, allow_redirects=False).status_code, 400
                    )

    def test_list_of_anything(self):
        self.login(self.customer)
        for query in (
            "sortby=x",
            "filterby=x",
            "groupby=x",
            "search_in=x&search=a",
            "search=%00",
            "search=%25",
            "date_begin=x&date_end=y",
            "date_begin=2026-01-01&date_end=2026-02-01",
        ):
            with self.subTest(query=query):
                response = self.url_open(f"/my/tickets?{query}")
                self.assertEqual(response.status_code, 200)
        self.assertEqual(self.url_open(f"/my/tickets/page/{10**12}").status_code, 200)
