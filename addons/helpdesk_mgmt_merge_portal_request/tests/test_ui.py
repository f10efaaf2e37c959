from odoo.tests import tagged

from odoo.addons.portal_request.tests.common import RequestCase

TICKETS = "/odoo/action-helpdesk_mgmt.helpdesk_ticket_action?view_type=list"


@tagged("post_install", "-at_install")
class TestUi(RequestCase):
    """The team merges two requests of a customer, who finds one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.merged = cls.new_ticket("The pump drips", cls.customer, team_id=cls.team.id)
        cls.env["ir.attachment"].create(
            {
                "name": "drip.txt",
                "raw": b"drip",
                "res_model": cls.merged._name,
                "res_id": cls.merged.id,
                "portal_shared": True,
            }
        )
        for ticket, user, text in (
            (cls.merged, cls.customer, "It drips on the floor."),
            (cls.ticket, cls.agent, "Where does it leak?"),
            (cls.merged, cls.agent, "Put a bucket below."),
            (cls.ticket, cls.customer, "At the valve."),
        ):
            if user == cls.customer:
                ticket.with_user(user).portal_answer(text)
            else:
                ticket.with_user(user).message_post(
                    body=text,
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                )

    def test_merged(self):
        self.start_tour(TICKETS, "merge_portal_request_team", login=self.agent.login)
        self.env.invalidate_all()
        self.assertTrue(self.ticket.active)
        self.assertFalse(self.merged.active)
        self.assertEqual(self.merged.portal_merged_into_id, self.ticket)
        customer, agent = self.customer.partner_id, self.agent.partner_id
        messages = self.ticket._portal_messages()
        self.assertEqual(
            [message.author_id for message in messages],
            [customer, agent, agent, customer, agent],
        )
        self.assertFalse(self.merged._portal_messages())
        self.assertEqual(self.ticket._portal_files().raw, b"drip")
        for size in ("375x667", "1366x768"):
            with self.subTest(size):
                self.browser_size = size
                self.touch_enabled = size.startswith("375")
                self.start_tour(
                    f"/my/ticket/{self.merged.id}",
                    "merge_portal_request_customer",
                    login=self.customer.login,
                )
