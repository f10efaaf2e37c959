from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestUi(RequestCase):
    """A customer asks with files, is answered, answers, urges and reopens."""

    def _journey(self, size):
        self.browser_size = size
        self.touch_enabled = size.startswith("375")
        login = self.customer.login
        self.new_ticket("Old pump leaks", self.colleague)
        self.start_tour("/my/tickets", "portal_request_ask", login=login)
        ticket = self.sent()
        self.assertEqual(
            set(ticket.attachment_ids.mapped("name")), {"pump.txt", "wall.txt"}
        )
        self.assertEqual(ticket.priority, "2")
        ticket.user_id = self.agent
        self._answer(ticket)
        self.start_tour("/my", "portal_request_answer", login=login)
        self.assertTrue(ticket.portal_urged_date)
        self.assertIn("under water", ticket.activity_ids.note)
        ticket.with_user(self.agent).stage_id = self.stages["done"]
        self.env.flush_all()
        self.start_tour("/my/tickets", "portal_request_reopen", login=login)
        self.assertEqual(ticket.stage_id, self.stages["in_progress"])

    def _answer(self, ticket):
        """Answer as the team, and wait for the customer."""
        if self.touch_enabled:
            ticket = ticket.with_user(self.agent)
            ticket.message_post(
                body="Which pump is it?",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            ticket.stage_id = self.stages["awaiting"]
            self.env.flush_all()
        else:
            url = f"/odoo/action-helpdesk_mgmt.helpdesk_ticket_action/{ticket.id}"
            self.start_tour(url, "portal_request_team", login=self.agent.login)
        self.assertEqual(ticket.stage_id, self.stages["awaiting"])

    def test_desktop(self):
        self._journey("1366x768")

    def test_phone(self):
        self._journey("375x667")
