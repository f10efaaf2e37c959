from odoo import fields
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import DiscussWorkingSetCommon


@tagged("post_install", "-at_install")
class TestWorkingSet(DiscussWorkingSetCommon):
    """Which channels the browser gets to begin with: a case for each rule."""

    def test_all_of_few(self):
        channels = self.join_many(6)
        self.assertFalse(self.user_employee._has_working_set())
        self.assertEqual(self.working_set(), channels.sorted("id"))

    def test_the_most_recent_of_many(self):
        channels = self.join_many()
        self.age(channels)
        self.assertTrue(self.user_employee._has_working_set())
        self.assertEqual(self.working_set(), channels[:3])

    def test_own_interest_counts_too(self):
        channels = self.join_many()
        self.age(channels)
        self.member(channels[6]).last_interest_dt = fields.Datetime.now()
        self.assertIn(channels[6], self.working_set())
        self.assertNotIn(channels[2], self.working_set())

    def test_unread_first(self):
        channels = self.join_many()
        for channel in channels[5:]:
            self.post(channel)
        self.age(channels)
        self.assertEqual(self.working_set(), channels[0] + channels[5:])

    def test_muted_unread_is_not_first(self):
        channels = self.join_many()
        self.post(channels[6])
        self.member(channels[6]).mute_until_dt = "2099-01-01 00:00:00"
        self.age(channels)
        self.assertEqual(self.working_set(), channels[:3])

    def test_favorites_on_top_of_it(self):
        channels = self.join_many()
        self.age(channels)
        for channel in channels[4:]:
            channel.with_user(self.user_employee).set_favorite(True)
        # no more favourites than the limit, in their order
        self.assertEqual(self.working_set(), channels[:3] + channels[4:6])

    def test_direct_messages(self):
        self.join_many()
        chats = self.env["discuss.channel"]
        for number in range(4):
            user = self.user_team.copy({"login": f"colleague{number}"})
            Channel = self.env["discuss.channel"].with_user(self.user_employee)
            chats += Channel._get_or_create_chat(user.partner_id.ids).sudo(False)
        chats = chats.with_env(self.env)
        self.age(chats)
        first, second, third, last = chats
        self.assertEqual(self.working_set() & chats, first + second)
        self.member(first).unpin_dt = fields.Datetime.now()
        self.assertEqual(self.working_set() & chats, second + third)
        partner = last.channel_partner_ids - self.user_employee.partner_id
        self.post(last, user=partner.user_ids)
        self.age(chats)
        self.member(first).unpin_dt = fields.Datetime.now()
        self.assertEqual(self.working_set() & chats, second + last)

    def test_a_thread_brings_its_channel(self):
        channels = self.join_many()
        thread = (
            channels[6].with_user(self.user_team)._create_sub_channel(name="Thread")
        )
        thread = thread.with_env(self.env)
        thread._add_members(users=self.user_employee)
        self.age(channels)
        found = self.working_set()
        self.assertIn(thread, found)
        self.assertIn(channels[6], found)

    def test_an_unpinned_thread_is_not_listed(self):
        channels = self.join_many()
        thread = (
            channels[6].with_user(self.user_team)._create_sub_channel(name="Thread")
        )
        thread = thread.with_env(self.env)
        thread._add_members(users=self.user_employee)
        self.age([*channels, thread])
        self.member(thread).unpin_dt = fields.Datetime.now()
        self.age(channels)
        self.assertNotIn(thread, self.working_set())

    def test_not_what_is_in_nobodys_list(self):
        channels = self.join_many()
        self.age(channels)
        listed = fields.Domain("name", "!=", "Room 1")
        self.patch(
            type(self.env["discuss.channel"]), "_listed_domain", lambda self: listed
        )
        channels[0].with_context(active_test=False).active = False
        self.assertEqual(self.working_set(), channels[2:5])

    def test_favorites_that_stand_in_no_other_list(self):
        channels = self.join_many()
        self.age(channels)
        kept, other = channels[6], channels[5]
        kept.with_user(self.user_employee).set_favorite(True)
        listed = fields.Domain("name", "!=", kept.name)
        self.patch(
            type(self.env["discuss.channel"]), "_listed_domain", lambda self: listed
        )
        self.assertIn(kept, self.working_set())
        Channel = self.Channel.with_user(self.user_employee)
        store = Store()
        Channel._get_joined([kept.id, other.id])._add_light_to_store(store)
        is_light = {
            data["id"]: data.get("is_light", False)
            for data in store.get_result()["discuss.channel"]
        }
        # nothing but the whole of it says why it is in no other list
        self.assertEqual(is_light, {kept.id: False, other.id: True})

    def test_not_what_one_may_no_longer_read(self):
        channels = self.join_many()
        self.age(channels)
        channels[0].sudo().group_public_id = self.group_closed
        self.assertEqual(self.working_set(), channels[1:4])
        self.user_employee.group_ids += self.group_closed
        self.assertIn(channels[0], self.working_set())

    def test_not_for_outsiders(self):
        """Customers get all their channels, however many, in stock's way."""
        groups = self.join_many(8, user=self.user_portal, channel_type="group")
        self.assertFalse(self.user_portal._has_working_set())
        self.assertEqual(self.working_set(self.user_portal), groups.sorted("id"))

    def test_queries(self):
        """What a person with many channels gets costs as much for any number."""
        self.turn_on()

        def start():
            return self.working_set().mapped("name")

        self.join_many(10)
        few = self.count_queries(start)
        self.join_many(20, unread=1)
        self.assertLessEqual(self.count_queries(start), few)
