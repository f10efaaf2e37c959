from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DiscussClosingCommon


@tagged("post_install", "-at_install")
class TestMerge(DiscussClosingCommon):
    """Two channels go on as one, and nothing of either is lost."""

    def setUp(self):
        super().setUp()
        self.source = self.create_owned_channel(name="Fair")
        self.target = self.create_owned_channel(
            name="Events", theme_id=self.theme_open.id
        )

    def merge(self):
        self.source.merge_into(self.target.id)
        self.env.invalidate_all()

    def comments(self, channel):
        messages = channel.sudo().message_ids.filtered(
            lambda m: m.message_type == "comment"
        )
        return [str(m.body.striptags()) for m in messages.sorted("id")]

    def test_posted_at_the_moment_of_merging(self):
        """Who did not see yet that the channel is closed has lost nothing."""
        onward = self.create_owned_channel(name="All events")
        file = self.env["ir.attachment"].create(
            {"name": "plan.txt", "raw": b"A plan", "res_model": "discuss.channel"}
        )
        late = self.post(self.target, body="Late")
        late.sudo().attachment_ids = file
        self.env.flush_all()
        self.merge()
        self.target.merge_into(onward.id)
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE mail_message SET res_id = %(source)s WHERE id = %(message)s;
            UPDATE ir_attachment SET res_id = %(source)s WHERE id = %(file)s
            """,
            {"source": self.source.id, "message": late.id, "file": file.id},
        )
        self.env.invalidate_all()
        self.assertEqual(self.comments(self.source), ["Late"])
        self.take_bus_messages()
        cron = self.env.ref("discuss_closing.ir_cron_move_late_messages")
        runs = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        for run in runs:
            delay = (run.call_at - fields.Datetime.now()).total_seconds()
            self.assertAlmostEqual(delay, 60, delta=10)
        self.assertEqual(len(runs), 2)
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertFalse(self.comments(self.source))
        self.assertEqual(self.comments(onward), ["Late"])
        self.assertEqual(file.res_id, onward.id)
        self.assertTrue(self.source.sudo().message_ids, "its notes stay")
        told = [channel for channel, _message in self.take_bus_messages()]
        for channel in self.source + self.target + onward:
            self.assertIn(["discuss.channel", channel.id], told)

    def test_messages(self):
        """They keep id, author, date and files, in the order of the writing."""
        self.source.sudo()._add_members(users=self.user_team)
        first = self.post(self.source, body="One")
        second = self.post(self.target, body="Two")
        third = self.post(self.source, self.user_team, body="Three")
        third.sudo().date = "2026-01-01 10:00:00"
        file = self.env["ir.attachment"].create(
            {
                "name": "plan.txt",
                "raw": b"A plan",
                "res_model": self.source._name,
                "res_id": self.source.id,
            }
        )
        third.sudo().attachment_ids = file
        self.source.set_message_pin(first.id, True)
        self.source.image_128 = self.user_admin.image_128
        self.merge()
        self.assertEqual(self.comments(self.target), ["One", "Two", "Three"])
        self.assertFalse(self.comments(self.source))
        self.assertEqual((first + second + third).channel_id, self.target)
        self.assertEqual(third.author_id, self.user_team.partner_id)
        self.assertEqual(str(third.sudo().date), "2026-01-01 10:00:00")
        self.assertEqual(file.res_id, self.target.id)
        self.assertEqual(third.attachment_ids, file)
        self.assertIn(first, self.target.pinned_message_ids)
        # as the client asks for them
        messages = (
            self.env["mail.message"]
            .with_user(self.user_team)
            ._message_fetch(domain=None, thread=self.target.with_user(self.user_team))[
                "messages"
            ]
        )
        self.assertLess(messages.ids.index(third.id), messages.ids.index(second.id))

    def test_what_stays_behind(self):
        """A closed channel with a link, and a note in both of who did it."""
        self.merge()
        self.assertTrue(self.source.is_closed)
        self.assertEqual(self.source.merged_into_id, self.target)
        self.assertEqual(self.source.outcome, "Merged into “Events”")
        self.assertEqual(self.source.closed_uid, self.user_employee)
        self.assertEqual(self.notes(self.target)[0], "merged “Fair” into this channel.")
        self.assertEqual(
            self.notes(self.source)[0], "merged this channel into “Events”."
        )
        self.assertEqual(
            self.source.message_ids[0].author_id, self.user_employee.partner_id
        )
        with self.assertRefused(UserError, "Merged into “Events”. Write in that"):
            self.post(self.source)
        with self.assertRefused(UserError, "Merged into “Events”"):
            self.source.reopen()
        self.post(self.target)

    def test_once(self):
        self.merge()
        count = len(self.target.message_ids)
        self.merge()
        self.assertEqual(len(self.target.message_ids), count)
        other = self.create_owned_channel()
        with self.assertRefused(UserError, "Merged into “Events”"):
            self.source.merge_into(other.id)

    def test_threads(self):
        message = self.post(self.source, body="One")
        thread = self.source._create_sub_channel(message.id, name="Tent")
        said = self.post(thread, body="In the thread")
        self.merge()
        self.assertEqual(thread.parent_channel_id, self.target)
        self.assertEqual(thread.theme_id, self.theme_open)
        self.assertFalse(thread.is_closed)
        self.assertEqual(said.channel_id, thread)
        # it may be written to, which checks the constraints
        thread.channel_rename("The tent")
        self.post(thread)
        self.assertIn(thread, self.target.sub_channel_ids)

    def test_closed_source(self):
        """What is over is merged as well; its threads stay closed by themselves."""
        thread = self.source._create_sub_channel(name="Tent")
        self.source.close("Done")
        self.merge()
        self.assertTrue(thread.is_closed)
        self.assertEqual(thread.parent_channel_id, self.target)
        self.assertFalse(self.target.is_closed)
        thread.reopen()
        self.assertFalse(thread.is_closed)

    def test_calls(self):
        call = self.env["discuss.call.history"].create(
            {"channel_id": self.source.id, "start_dt": "2026-01-01 10:00:00"}
        )
        self.merge()
        self.assertEqual(call.channel_id, self.target)

    def test_members(self):
        """One row per person: what they had not read is unread, and nothing is lost."""
        early = self.post(self.target, body="Read by all")
        (self.source + self.target).sudo()._add_members(users=self.user_team)
        self.source.sudo()._add_members(users=self.user_theme_admin)
        self.target.sudo()._add_members(users=self.user_admin)
        for channel in self.source + self.target:
            channel.sudo().channel_member_ids._mark_all_as_read()
        members = self.source.sudo().channel_member_ids
        custom = members.filtered(
            lambda m: m.partner_id == self.user_theme_admin.partner_id
        )
        custom.custom_notifications = "all"
        first = self.post(self.source, body="First")
        self.post(self.target, body="Second")
        third = self.post(self.source, body="Third")
        # Tina has read the source, but not the target
        for member in members.filtered(
            lambda m: m.partner_id == self.user_team.partner_id
        ):
            member.with_user(self.user_team)._mark_as_read(third.id)
        self.merge()
        by_partner = {
            member.partner_id: member
            for member in self.target.sudo().channel_member_ids
        }
        self.assertEqual(len(by_partner), 4)
        table = [
            # wrote all of it
            (self.user_employee, 0),
            # “Second”, and “Third” again
            (self.user_team, 2),
            # joins, with all that was unread
            (self.user_theme_admin, 3),
            # was in the target alone: “Second”, and what came beside it
            (self.user_admin, 3),
        ]
        for user, expected in table:
            with self.subTest(user=user.name):
                member = by_partner[user.partner_id]
                self.assertEqual(member.message_unread_counter, expected)
                self.assertGreater(member.new_message_separator, early.id)
        joined = by_partner[self.user_theme_admin.partner_id]
        self.assertEqual(joined.new_message_separator, first.id)
        self.assertEqual(joined.custom_notifications, "all")
        self.assertFalse(joined.is_owner)

    def test_who_has_read_all_begins_at_the_end(self):
        self.post(self.target, body="Long ago")
        self.source.sudo()._add_members(users=self.user_team)
        last = self.post(self.source, body="Read")
        self.source.sudo().channel_member_ids._mark_all_as_read()
        self.merge()
        member = self.target.with_user(self.user_team).self_member_id
        self.assertEqual(member.message_unread_counter, 0)
        self.assertGreater(member.new_message_separator, last.id)

    def test_unread_in_the_source_alone(self):
        """Who had read all of the target still finds what was new in the source."""
        (self.source + self.target).sudo()._add_members(users=self.user_team)
        first = self.post(self.source, body="Not read")
        last = self.post(self.target, body="Read")
        self.target.with_user(self.user_team).self_member_id._mark_as_read(last.id)
        self.merge()
        member = self.target.with_user(self.user_team).self_member_id
        self.assertEqual(member.new_message_separator, first.id)
        self.assertEqual(member.message_unread_counter, 2)

    def test_favorites(self):
        """They go on where the conversation does, in their place."""
        other = self.create_channel()
        for channel in self.source + other:
            channel.set_favorite(True)
        self.merge()
        Member = self.env["discuss.channel.member"].with_user(self.user_employee)
        self.assertEqual(Member._own_favorites().channel_id, self.target + other)
        # that of somebody who was not in the target
        source = self.create_owned_channel(name="Another")
        source.with_user(self.user_team).channel_join()
        source.with_user(self.user_team).set_favorite(True)
        source.merge_into(self.target.id)
        Member = self.env["discuss.channel.member"].with_user(self.user_team)
        self.assertEqual(Member._own_favorites().channel_id, self.target)

    def test_private_channels(self):
        """All are in one room then: the members of the old one come in."""
        customer = self.user_portal.partner_id
        source = self.create_owned_group(self.user_team.partner_id + customer)
        target = self.create_owned_group(customer, name="Other")
        self.post(source, self.user_team, body="One")
        source.merge_into(target.id)
        self.assertEqual(
            target.sudo().channel_partner_ids,
            (self.user_employee + self.user_team).partner_id + customer,
        )
        as_customer = target.with_user(self.user_portal)
        self.assertIn("One", self.comments(as_customer))

    def test_browsers_are_told(self):
        self.take_bus_messages()
        self.merge()
        told = [
            (target, message["payload"])
            for target, message in self.take_bus_messages()
            if message["type"] == "discuss.channel/merged"
        ]
        payload = {"source_id": self.source.id, "target_id": self.target.id}
        self.assertEqual(
            told,
            [
                (["discuss.channel", self.source.id], payload),
                (["discuss.channel", self.target.id], payload),
            ],
        )

    def test_form(self):
        action = (self.source + self.target).action_merge()
        merge = (
            self.env[action["res_model"]]
            .with_user(self.user_employee)
            .with_context(**action["context"])
            .create({})
        )
        self.assertIn("become members of “Events”", merge.consequences)
        self.assertNotIn("read all", merge.consequences)
        action = merge.action_merge()
        self.assertEqual(self.source.merged_into_id, self.target)
        self.assertEqual(
            action["context"]["active_id"], f"discuss.channel_{self.target.id}"
        )
        groups = self.create_owned_group() + self.create_owned_group()
        merge = merge.create({"source_id": groups[0].id, "target_id": groups[1].id})
        self.assertIn("will read all that was said in both", merge.consequences)
        with self.assertRefused(UserError, "Select two"):
            (self.source + self.target + groups).action_merge()

    def test_queries(self):
        """It costs the same for any number of messages, files, threads and members."""

        def prepare(number):
            source, target = self.create_owned_channel(), self.create_owned_channel()
            users = self.env["res.users"].search([("share", "=", False)], limit=number)
            source.sudo()._add_members(users=users)
            for _message in range(number):
                self.post(source)
            return source, target

        def count(source, target):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            source.merge_into(target.id)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(*prepare(1))
        few = count(*prepare(1))
        self.assertLessEqual(count(*prepare(5)), few + 1)
        self.assertLessEqual(count(*prepare(20)), few + 1)
