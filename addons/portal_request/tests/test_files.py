import base64
import re

from odoo.tests import tagged

from .common import RequestCase

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


@tagged("post_install", "-at_install")
class TestFiles(RequestCase):
    def setUp(self):
        super().setUp()
        self.login(self.customer)

    def send(self, *files, **data):
        return self.submit([("attachment", file) for file in files], **data)

    def test_files_come_with_the_request(self):
        response = self.send(("pump.png", PNG), ("Bericht für Müller.txt", b"text"))
        ticket = self.opened(response)
        self.assertEqual(
            ticket.attachment_ids.sorted("name").mapped("name"),
            ["Bericht für Müller.txt", "pump.png"],
        )
        self.assertEqual(
            ticket.attachment_ids.filtered(lambda a: a.name == "pump.png").raw, PNG
        )
        self.login(self.colleague)
        page = self.url_open(response.headers["Location"])
        self.assertIn("pump.png", page.text)

    def test_refused(self):
        self.company.portal_request_max_file_size = 1
        for name, content, said in (
            ("empty.txt", b"", "is empty"),
            ("large.png", PNG + bytes(1024 * 1024), "a file may have 1 MB"),
            ("page.html", HTML, "of a type that is not taken"),
            ("drawing.svg", SVG, "of a type that is not taken"),
            ("program.exe", b"MZ" + bytes(64), "of a type that is not taken"),
            ("no_suffix", b"text", "of a type that is not taken"),
            ("page.pdf", HTML, "contains a program or a web page"),
            ("drawing.png", SVG, "contains a program or a web page"),
        ):
            with self.subTest(name=name):
                response = self.send((name, content))
                self.assertEqual(response.status_code, 422)
                self.assertIn(said, self.errors(response)["attachment"])
                self.assertIn("It does not turn.\nSince Monday.", response.text)
        self.assertFalse(self.sent())

    def test_200_megabytes(self):
        response = self.send(("film.mp4", bytes(200 * 1024 * 1024)))
        self.assertEqual(response.status_code, 422)
        self.assertIn("a file may have 20 MB", self.errors(response)["attachment"])
        self.assertIn("It does not turn.\nSince Monday.", response.text)

    def test_number(self):
        self.company.portal_request_max_files = 2
        response = self.send(*[(f"{i}.png", PNG) for i in range(3)])
        self.assertIn(
            "A request may have 2 files at once", self.errors(response)["attachment"]
        )

    def test_served_harmlessly(self):
        ticket = self.opened(
            self.send(
                ("n" * 500 + ".png", PNG),
                ("../../etc/pass\u202egnp.txt", b"text"),
                ("page.txt", HTML),
            )
        )
        names = ticket.attachment_ids.mapped("name")
        self.assertLessEqual(max(map(len, names)), 120)
        self.assertIn("passgnp.txt", names)
        page = self.url_open(f"/my/ticket/{ticket.id}")
        links = re.findall(r'href="(/web/content/[^"]+)"', page.text)
        self.assertEqual(len(links), 3)
        for link in links:
            response = self.url_open(link.replace("&amp;", "&"))
            self.assertEqual(response.status_code, 200)
            self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
            self.assertTrue(
                response.headers["Content-Disposition"].startswith("attachment")
            )
            self.assertIn(
                response.headers["Content-Type"].split(";")[0],
                ("image/png", "text/plain"),
            )

    def test_good_files_are_kept(self):
        response = self.send(("pump.png", PNG), ("empty.txt", b""))
        self.assertEqual(response.status_code, 422)
        [kept] = re.findall(r'name="kept_file"[^>]*value="([^"]+)"', response.text)
        # another person cannot take it, nor the same person a file that is elsewhere
        self.login(self.stranger)
        ticket = self.opened(self.submit(kept_file=kept.split(":")[0] + ":x"))
        self.assertFalse(ticket.attachment_ids)
        self.login(self.customer)
        ticket = self.opened(self.submit(kept_file=kept))
        self.assertEqual(ticket.attachment_ids.name, "pump.png")
        other = self.opened(self.submit(kept_file=kept))
        self.assertFalse(other.attachment_ids)
        self.assertTrue(ticket.attachment_ids)

    def test_kept_files_are_checked(self):
        """What came by another road than the form is taken as if it came with it."""
        channel = self.env["discuss.channel"].create(
            {"name": "Pumps", "channel_type": "group"}
        )
        channel.add_members(partner_ids=self.customer.partner_id.ids)

        def upload(name, content):
            response = self.post(
                "/mail/attachment/upload",
                files=[("ufile", (name, content))],
                thread_model="discuss.channel",
                thread_id=channel.id,
                is_pending="true",
            )
            data = response.json()["data"]
            [values] = data["store_data"]["ir.attachment"]
            return f"{data['attachment_id']}:{values['ownership_token']}"

        for name, content, said in (
            ("drawing.svg", SVG, "of a type that is not taken"),
            ("page.pdf", HTML, "contains a program or a web page"),
            ("empty.txt", b"", "is empty"),
        ):
            with self.subTest(name=name):
                response = self.submit(kept_file=upload(name, content))
                self.assertEqual(response.status_code, 422)
                self.assertIn(said, self.errors(response)["attachment"])
                self.assertNotIn('name="kept_file"', response.text)
        self.assertFalse(self.sent())
        kept = upload("a\u202egnp.png", PNG)
        ticket = self.opened(self.submit(kept_file=kept))
        self.assertEqual(ticket.attachment_ids.name, "agnp.png")

    def test_unsent_files_are_limited(self):
        self.company.portal_request_max_files = 1
        for _count in range(6):
            response = self.send(("pump.png", PNG), subject="")
            self.assertNotIn("attachment", self.errors(response))
        response = self.send(("pump.png", PNG), subject="")
        self.assertIn("many files", self.errors(response)["attachment"])

    def test_chatter(self):
        for name, content, said in (
            ("drawing.svg", SVG, "of a type that is not taken"),
            ("empty.txt", b"", "is empty"),
            ("pump.png", PNG, None),
        ):
            with self.subTest(name=name):
                response = self.post(
                    "/mail/attachment/upload",
                    files=[("ufile", (name, content))],
                    thread_model="helpdesk.ticket",
                    thread_id=self.ticket.id,
                    is_pending="true",
                )
                answer = response.json()
                self.assertEqual("error" in answer, bool(said))
                self.assertIn(said or "", answer.get("error", ""))
