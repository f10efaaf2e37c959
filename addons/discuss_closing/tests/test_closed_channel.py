from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DiscussClosingCommon


@tagged("post_install", "-at_install")
class TestClosedChannel(DiscussClosingCommon):
    """What a closed channel takes, and what it refuses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.user_team.partner_id + cls.user_portal.partner_id

    def setUp(self):
        super().setUp()
        self.group = self.create_owned_group(self.people)
        self.message = self.post(self.group)
        self.group.close("Done")

    def test_refused_to_all(self):
        """By whatever road, whoever writes."""
        Message = self.env["mail.message"]
        elsewhere = self.post(self.create_channel())
        roads = {
            "post": lambda c: self.post(c, c.env.user),
            "post a notice": lambda c: c.message_post(body="Hello"),
            "post a log": lambda c: c.message_post(
                body="Hello", message_type="auto_comment"
            ),
            "post with all rights": lambda c: c.sudo().message_post(
                body="Hello", message_type="comment"
            ),
            "post as an e-mail": lambda c: c.sudo().message_post(
                body="Hello", message_type="email"
            ),
            "create": lambda c: Message.with_user(c.env.user).create(
                {"model": c._name, "res_id": c.id, "body": "Hello"}
            ),
            "create a notice": lambda c: Message.with_user(c.env.user).create(
                {
                    "model": c._name,
                    "res_id": c.id,
                    "body": "Hello",
                    "message_type": "notification",
                }
            ),
            "create by default": lambda c: Message.with_user(c.env.user)
            .with_context(default_model=c._name, default_res_id=c.id)
            .create({"body": "Hello"}),
            "pretend to be stock": lambda c: c.with_context(
                discuss_closing_notice=True
            ).message_post(body="Hello"),
            "move": lambda c: elsewhere.with_user(c.env.user)
            .sudo()
            .write({"res_id": c.id}),
            "react": lambda c: self.message.with_user(c.env.user)._message_reaction(
                "👍", "add", c.env.user.partner_id, c.env["mail.guest"]
            ),
            "call": lambda c: c.self_member_id.sudo()._rtc_join_call(),
        }
        for user, hint in (
            (self.user_employee, "press “Reopen”"),
            (self.user_team, "press “Reopen”"),
            (self.user_portal, "ask one of them to reopen it"),
        ):
            for road, go in roads.items():
                with (
                    self.subTest(user=user.name, road=road),
                    self.assertRefused(
                        UserError,
                        "“A group” was closed on .* by .*Employee.*: Done. .*" + hint,
                    ),
                ):
                    go(self.group.with_user(user))

    def test_threads_refused(self):
        channel = self.create_owned_channel()
        message = self.post(channel)
        channel.close("Done")
        for name, go in {
            "from a message": lambda: channel._create_sub_channel(message.id),
            "by name": lambda: channel._create_sub_channel(name="A thread"),
            "by the ORM": lambda: self.create_channel(parent_channel_id=channel.id),
        }.items():
            with self.subTest(name), self.assertRefused(UserError, "was closed on"):
                go()

    def test_hidden_tells_nothing(self):
        """Who may not read the channel does not learn that it is closed, nor how."""
        group = self.create_owned_group()
        group.close("A secret outcome")
        as_stranger = group.with_user(self.user_team)
        with self.assertRaises(AccessError) as caught:
            as_stranger.message_post(body="Hello", message_type="comment")
        self.assertNotIn("secret", str(caught.exception))
        with self.assertRaises(AccessError) as caught:
            self.env["mail.message"].with_user(self.user_team).create(
                {"model": group._name, "res_id": group.id, "body": "Hello"}
            )
        self.assertNotIn("secret", str(caught.exception))

    def test_allowed(self):
        """To read, to join for reading, to leave; and what is one's own stays so."""
        group = self.group
        self.assertTrue(self.message.with_user(self.user_portal).read(["body"]))
        group.add_members(partner_ids=self.user_theme_admin.partner_id.ids)
        self.assertIn("invited", self.notes(group)[0])
        group.set_message_pin(self.message.id, True)
        self.assertTrue(self.message.pinned_at)
        group.with_user(self.user_team).action_unfollow()
        self.assertNotIn(self.user_team.partner_id, group.channel_partner_ids)
        group.channel_rename("Another name")
        self.assertEqual(group.name, "Another name")
        # the system notes what it has to
        group.sudo().message_post(body="A note of the system")
        # the author corrects what they said
        group._message_update_content(self.message, body="Corrected")
        self.assertIn("Corrected", str(self.message.body))

    def test_take_back_a_reaction(self):
        self.group.reopen()
        persona = self.user_employee.partner_id, self.env["mail.guest"]
        message = self.message.with_user(self.user_employee).sudo()
        message._message_reaction("👍", "add", *persona)
        self.group.close("Done")
        message._message_reaction("👍", "remove", *persona)
        self.assertFalse(message.reaction_ids)

    def test_public_channel_is_joined_for_reading(self):
        channel = self.create_owned_channel()
        channel.close("Done")
        channel.with_user(self.user_team).channel_join()
        self.assertIn(self.user_team.partner_id, channel.channel_partner_ids)

    def test_cost_of_a_post(self):
        """To ask whether the channel is closed costs no query."""
        channel = self.create_owned_channel()

        def post():
            self.post(channel)

        self.count_queries(post)
        with_us = self.count_queries(post)
        Message = self.registry["mail.message"]
        self.patch(Message, "_check_open_channels", lambda *args: None)
        self.assertEqual(with_us, self.count_queries(post))
