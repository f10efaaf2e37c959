from odoo.tests import tagged

from odoo.addons.portal_request.tests.common import RequestCase

from .common import new_page


@tagged("post_install", "-at_install")
class TestUi(RequestCase):
    """A customer finds the answer, and the request of a colleague, before they ask."""

    def _journey(self, size):
        self.browser_size = size
        self.touch_enabled = size.startswith("375")
        new_page(self.env, "Why pumps leak", "<p>Change the gasket.</p>")
        new_page(self.env, "Frost", "<p>Frost bursts a pipe: empty it in autumn.</p>")
        self.start_tour(
            "/my/requests/new",
            "document_page_portal_request_answer",
            login=self.colleague.login,
        )

    def test_desktop(self):
        self._journey("1366x768")

    def test_phone(self):
        self._journey("375x667")
