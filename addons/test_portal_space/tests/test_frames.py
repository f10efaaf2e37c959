from odoo.tests import HttpCase, tagged

from .common import PortalDocumentCommon


@tagged("post_install", "-at_install")
class TestFrames(HttpCase, PortalDocumentCommon):
    def test_other_sites_frame_no_page(self):
        token = self.document._portal_ensure_token()
        page = f"/my/test-documents/{self.document.id}"
        for who, paths in {
            None: ("/web/login", "/web/signup", f"{page}?access_token={token}", "/my"),
            "owner": ("/my", "/my/home", "/my/account", "/my/security", page, "/my/x"),
        }.items():
            self.authenticate(*(who and (f"space_{who}",) * 2 or (None, None)))
            for path in paths:
                with self.subTest(who=who, path=path):
                    headers = self.url_open(path).headers
                    policies = headers["Content-Security-Policy"].split(";")
                    self.assertIn("frame-ancestors 'self'", policies)
                    self.assertEqual(headers["X-Frame-Options"], "SAMEORIGIN")

    def test_other_pages_stay_as_they_are(self):
        for path in ("/web/health", "/mydata"):
            with self.subTest(path=path):
                headers = self.url_open(path).headers
                self.assertNotIn(
                    "frame-ancestors", headers.get("Content-Security-Policy", "")
                )
