from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestFavorite(DiscussThemeCommon):
    """What a person keeps on top of their list, and who learns of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Member = cls.env["discuss.channel.member"]
        cls.group = cls.Channel.with_user(cls.user_employee)._create_group(
            (cls.user_portal.partner_id + cls.user_team.partner_id).ids
        )

    def favorites(self, user=None):
        user = user or self.user_employee
        return self.Member.with_user(user)._own_favorites().channel_id

    def make_favorites(self, number):
        channels = self.Channel.with_user(self.user_employee)
        for rank in range(number):
            channels += self.create_channel(name=f"Channel {rank}")
        for channel in channels:
            channel.set_favorite(True)
        return channels

    def test_every_kind_of_conversation(self):
        """One row per kind: what one is a member of can be a favourite."""
        as_employee = self.Channel.with_user(self.user_employee)
        channel = self.create_channel()
        chat = as_employee._get_or_create_chat(self.user_team.partner_id.ids)
        sub_channel = channel._create_sub_channel(name="A thread")
        kinds = channel + self.group + chat + sub_channel
        for kind in kinds:
            kind.set_favorite(True)
        self.assertEqual(self.favorites().ids, kinds.ids)
        self.assertFalse(self.favorites(self.user_team))
        channel.set_favorite(True)
        self.assertEqual(self.favorites().ids, kinds.ids)  # it stays where it was
        channel.set_favorite(False)
        self.assertEqual(self.favorites().ids, (kinds - channel).ids)
        channel.set_favorite(True)
        self.assertEqual(self.favorites().ids, (kinds - channel + channel).ids)

    def test_a_message_does_not_move_it(self):
        first, second = self.make_favorites(2)
        second.with_user(self.user_admin).message_post(
            body="News", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(self.favorites(), first + second)

    def test_refused(self):
        """One row per person who is no member, and per channel."""
        channel = self.create_channel()  # employees may read it, and join
        private = self.Channel.with_user(self.user_employee)._create_group([])
        gone = self.create_channel()
        gone.sudo().unlink()
        for user, refused in (
            (self.user_team, channel + private + gone),
            (self.user_admin, channel + private + gone + self.group),
        ):
            for target in refused:
                with (
                    self.subTest(user=user.name, channel=target),
                    self.assertRefused(AccessError, "you do not take part in it"),
                ):
                    target.with_user(user).set_favorite(True)
        self.assertFalse(self.Member.search([("is_favorite", "=", True)]))

    def test_bad_values(self):
        first, second = self.make_favorites(2)
        other = self.create_channel()
        for value in ("yes", None, 1, [True]):
            with (
                self.subTest(value=value),
                self.assertRefused(ValidationError, "or it is not"),
            ):
                other.set_favorite(value)
        for order in (
            "ab",
            {first.id: 1},
            None,
            [str(first.id)],
            [True],
            [[first.id]],
            [first.id, first.id],
            [other.id],
            [first.id, second.id, second.id + 1_000_000],
        ):
            with (
                self.subTest(order=order),
                self.assertRefused(ValidationError, "among your favorites"),
            ):
                first.set_favorite_order(order)
        self.assertEqual(self.favorites(), first + second)

    def test_order(self):
        first, second, third, fourth = self.make_favorites(4)
        first.set_favorite_order([third.id, first.id])
        self.assertEqual(self.favorites(), third + first + second + fourth)
        first.set_favorite_order([])
        self.assertEqual(self.favorites(), third + first + second + fourth)
        # nobody orders what is somebody else's
        with self.assertRefused(ValidationError, "among your favorites"):
            first.with_user(self.user_team).set_favorite_order([first.id])

    def test_queries_of_order(self):
        """Giving all another place costs the same whatever their number."""

        def turn_around():
            ids = self.favorites().ids
            self.Channel.with_user(self.user_employee).set_favorite_order(ids[::-1])
            self.env.flush_all()

        self.make_favorites(4)
        few = self.count_queries(turn_around)
        self.make_favorites(20)
        self.assertLessEqual(self.count_queries(turn_around), few)

    def test_for_employees_alone(self):
        """Customers see nothing of favourites, and have none."""
        for user in (self.user_portal, self.user_public):
            group = self.group.with_user(user)
            for road in (
                lambda group=group: group.set_favorite(True),
                lambda group=group: group.set_favorite(False),
                lambda group=group: group.set_favorite_order([]),
                lambda group=group: group.set_favorite_order(group.ids),
            ):
                with self.assertRefused(AccessError, "for employees"):
                    road()
        # one that is left of a time when they had some, or were an employee
        member = self.group.with_user(self.user_portal).self_member_id.sudo()
        member.is_favorite = True
        self.assertFalse(self.favorites(self.user_portal))
        self.group.with_user(self.user_portal).channel_pin(pinned=False)

    def test_unpinned_by_who_is_not_in_it(self):
        channel = self.create_channel()
        channel.with_user(self.user_team).channel_pin(pinned=False)
        self.assertFalse(self.favorites(self.user_team))

    def test_nobody_else_reads_or_writes_them(self):
        """By no road of the ORM, not even on one's own membership."""
        self.group.set_favorite(True)
        for user in (self.user_employee, self.user_team, self.user_portal):
            Member = self.Member.with_user(user)
            members = Member.search([("channel_id", "=", self.group.id)])
            self.assertEqual(len(members), 3)
            roads = {
                "read": lambda members=members: members.read(["is_favorite"]),
                "search": lambda Member=Member: Member.search(
                    [("is_favorite", "=", True)]
                ),
                "search by channel": lambda user=user: self.Channel.with_user(
                    user
                ).search([("channel_member_ids.is_favorite", "=", True)]),
                "group": lambda Member=Member: Member._read_group([], ["is_favorite"]),
                "order": lambda Member=Member: Member.search(
                    [], order="favorite_sequence"
                ),
                "web": lambda members=members: members.web_read({"is_favorite": {}}),
                "write": lambda members=members: members.filtered("is_self").write(
                    {"is_favorite": False}
                ),
            }
            for road, go in roads.items():
                with self.subTest(user=user.name, road=road):
                    with self.assertRaises(AccessError):
                        go()
            self.assertNotIn("is_favorite", Member.fields_get())
        self.assertEqual(self.favorites(), self.group)

    def test_who_is_told(self):
        """The person's own tabs hear of it; the others in the channel do not."""
        self.take_bus_messages()
        self.group.set_favorite(True)
        self.env.flush_all()
        messages = self.take_bus_messages()
        self.assertEqual(
            [channel for channel, _message in messages],
            [["res.partner", self.user_employee.partner_id.id]],
        )
        ((_channel, message),) = messages
        (data,) = message["payload"]["discuss.channel.member"]
        self.assertTrue(data["is_favorite"])
        self.assertEqual(data["favorite_sequence"], 1)

    def test_state_at_start(self):
        """One row per reader: whose favourites come with a channel?"""
        self.group.set_favorite(True)
        for user, expected in (
            (self.user_employee, [True]),
            (self.user_team, [False]),
            (self.user_portal, []),
        ):
            for target in (None, user):
                with self.subTest(user=user.name, target=target):
                    group = self.group.with_user(user)
                    data = Store(bus_channel=target).add(group).get_result()
                    told = [
                        member["is_favorite"]
                        for member in data["discuss.channel.member"]
                        if "is_favorite" in member
                    ]
                    self.assertEqual(told, expected)
        data = Store(bus_channel=self.group).add(self.group).get_result()
        self.assertNotIn("is_favorite", str(data))
        self.assertNotIn("favorite_sequence", str(data))

    def test_customers_are_told_nothing(self):
        member = self.group.with_user(self.user_portal).self_member_id
        self.take_bus_messages()
        member.sudo().write({"is_favorite": True, "favorite_sequence": 1})
        self.assertNotIn("favorite", str(self.take_bus_messages()))

    def test_it_stays_in_the_list(self):
        """Time takes a direct message out of the list, but no favourite; its owner
        does."""
        chat = self.Channel.with_user(self.user_employee)._get_or_create_chat(
            self.user_team.partner_id.ids
        )
        chat.set_favorite(True)
        chat.self_member_id.unpin_dt = "2100-01-01 00:00:00"
        chat.invalidate_recordset()
        self.assertIn(chat, chat._get_channels_as_member())
        chat.channel_pin(pinned=False)
        self.assertNotIn(chat, chat._get_channels_as_member())
        self.assertFalse(self.favorites())

    def test_only_what_one_may_read(self):
        """A favourite that was closed to its member does not break the start."""
        channel = self.create_channel()
        channel.set_favorite(True)
        channel.sudo().group_public_id = self.group_team
        self.env.flush_all()
        self.env.invalidate_all()
        known = self.Channel.with_user(self.user_employee)._get_channels_as_member()
        self.assertNotIn(channel, known)
        Store().add(known)

    def test_leaving_forgets_it(self):
        channel = self.create_channel()
        channel.set_favorite(True)
        channel.action_unfollow()
        self.assertFalse(self.favorites())
