from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestUi(HttpCase):
    def test_first_conversation(self):
        """An employee talks on a quotation and finds the talk in Discuss."""
        order = self.env.ref("sale.sale_order_2")
        self.assertFalse(order.team_channel_id)
        self.start_tour(
            f"/odoo/action-sale.action_orders/{order.id}",
            "entente.first_conversation",
            login="camille",
        )
        channel = order.team_channel_id
        self.assertEqual(channel.record_audience, "team")
        self.assertIn("Can we deliver on Friday?", channel.message_ids[0].body)
        self.assertEqual(
            channel.channel_member_ids.partner_id.user_ids,
            order.user_id | self.env.ref("entente.user_camille_demo"),
        )

    def test_first_conversation_answered(self):
        """The colleague sees it on the quotation, reads it and answers."""
        order = self.env.ref("sale.sale_order_2")
        camille = self.env.ref("entente.user_camille_demo")
        channel = self.env["discuss.channel"].browse(
            order.with_user(camille).open_team_channel()
        )
        channel.with_user(camille).message_post(
            body="Can we deliver on Friday?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(order.with_user(order.user_id).team_channel_unread_counter, 1)
        self.start_tour(
            f"/odoo/action-sale.action_orders/{order.id}",
            "entente.first_conversation_answered",
            login=order.user_id.login,
        )
        self.assertIn("Yes, in the morning.", channel.message_ids[0].body)
        order.invalidate_recordset(["team_channel_unread_counter"])
        self.assertEqual(order.with_user(order.user_id).team_channel_unread_counter, 0)
        self.assertEqual(order.with_user(camille).team_channel_unread_counter, 1)
