from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import DiscussClosingCommon


@tagged("post_install", "-at_install")
class TestClosing(DiscussClosingCommon):
    """Who closes a channel and reopens it, and what becomes of it."""

    def test_close_and_reopen(self):
        channel = self.create_owned_channel()
        channel.close("The fair was a success")
        self.assertTrue(channel.is_closed)
        self.assertEqual(channel.outcome, "The fair was a success")
        self.assertEqual(channel.closed_uid, self.user_employee)
        self.assertTrue(channel.closed_date)
        self.assertEqual(
            self.notes(channel)[0], "closed this channel: The fair was a success"
        )
        note = channel.message_ids[0]
        self.assertEqual(note.author_id, self.user_employee.partner_id)
        channel.with_user(self.user_team).reopen()
        self.assertFalse(channel.is_closed)
        self.assertFalse(channel.outcome)
        self.assertFalse(channel.closed_uid)
        self.assertFalse(channel.closed_date)
        self.assertEqual(self.notes(channel)[0], "reopened this channel.")
        self.assertEqual(channel.message_ids[0].author_id, self.user_team.partner_id)
        self.post(channel)

    def test_overview(self):
        channel = self.create_owned_channel()
        overview = self.env["discuss.channel.overview"].with_user(self.user_theme_admin)
        closed = [("id", "=", channel.id), ("is_closed", "=", True)]
        self.assertFalse(overview.search(closed))
        channel.close("Done")
        self.env.flush_all()
        overview.invalidate_model()
        self.assertEqual(overview.search(closed).name, channel.name)

    def test_once(self):
        """The same request twice is one; another one hears who closed it."""
        channel = self.create_owned_channel()
        channel.close("Done")
        count = len(channel.message_ids)
        channel.close("  Done ")
        self.assertEqual(len(channel.message_ids), count)
        with self.assertRefused(UserError, "was closed on .* by .*Employee.*: Done"):
            channel.close("Not the same")
        self.assertEqual(channel.outcome, "Done")
        channel.reopen()
        count = len(channel.message_ids)
        channel.reopen()
        self.assertEqual(len(channel.message_ids), count)

    def test_outcome(self):
        channel = self.create_owned_channel()
        for outcome in (None, False, 3, ["Done"], "", " \n\t", "\u202e\u200f", b"Done"):
            with (
                self.subTest(outcome=outcome),
                self.assertRefused(ValidationError, "what came of the channel"),
            ):
                channel.close(outcome)
        with self.assertRefused(ValidationError, "limited to 250 characters"):
            channel.close("x" * 251)
        self.assertFalse(channel.is_closed)
        channel.close(" Done\n<b>\u202eat \u2067last</b>\x00\t! ")
        self.assertEqual(channel.outcome, "Done <b>at last</b> !")
        self.assertIn("&lt;b&gt;", str(channel.message_ids[0].body))

    def test_who_closes(self):
        """One row per person: neither readers nor members close, but owners."""
        channel = self.create_owned_channel()
        group = self.create_owned_group(self.user_team.partner_id)
        channel.sudo()._add_members(users=self.user_team)
        table = [
            (self.user_team, channel, "“A channel”"),
            (self.user_team, group, "“A group”"),
            (self.user_theme_admin, group, "or you may not see it"),
            (self.user_portal, channel, "or you may not see it"),
            (self.user_portal, group, "or you may not see it"),
            (self.user_public, channel, "or you may not see it"),
        ]
        for user, target, message in table:
            with (
                self.subTest(user=user.name, channel=target.name),
                self.assertRefused(AccessError, message),
            ):
                target.with_user(user).close("Done")
        self.assertFalse((channel + group).filtered("is_closed"))

    def test_hidden_is_as_missing(self):
        """Nobody learns by trying that a channel exists."""
        hidden = self.create_owned_group()
        gone = self.create_channel()
        gone.sudo().unlink()
        refusals = set()
        for channel in (hidden, gone, hidden + gone, hidden.browse()):
            for method, args in (("close", ["Done"]), ("reopen", [])):
                with self.assertRaises(AccessError) as caught:
                    getattr(channel.with_user(self.user_team), method)(*args)
                refusals.add(str(caught.exception))
        self.assertEqual(len(refusals), 1)

    def test_direct_messages_stay(self):
        chat = self.Channel.with_user(self.user_employee)._get_or_create_chat(
            self.user_team.partner_id.ids
        )
        with self.assertRefused(UserError, "Only channels are closed"):
            chat.close("Done")

    def test_who_reopens(self):
        """One row per person: any colleague who reads it."""
        customer = self.user_portal.partner_id
        group = self.create_owned_group(self.user_team.partner_id + customer)
        group.close("Done")
        for user, message in (
            (self.user_portal, "Only colleagues"),
            (self.user_theme_admin, "may not see it"),
            (self.user_public, "may not see it"),
        ):
            with (
                self.subTest(user=user.name),
                self.assertRefused(AccessError, message),
            ):
                group.with_user(user).reopen()
        self.assertTrue(group.is_closed)
        group.with_user(self.user_team).reopen()
        self.assertFalse(group.is_closed)

    def test_threads_follow(self):
        channel = self.create_owned_channel()
        thread, done = (
            channel._create_sub_channel(name=name) for name in ("Tent", "Drinks")
        )
        done.sudo()._close("Bought")
        channel.close("Done")
        self.assertEqual(thread.outcome, "Done")
        self.assertEqual(done.outcome, "Bought")
        with self.assertRefused(UserError, "“Tent” was closed"):
            self.post(thread)
        channel.reopen()
        self.assertFalse(thread.is_closed)
        self.assertTrue(done.is_closed)
        # a thread alone
        done.reopen()
        self.assertFalse(done.is_closed)
        # a thread of a closed channel reopens with it
        channel.close("Done again")
        thread.reopen()
        self.assertFalse((channel + thread + done).filtered("is_closed"))

    def test_no_other_road(self):
        """The fields are written by the two methods, and by nothing else."""
        channel = self.create_owned_channel()
        closed = self.create_owned_channel()
        closed.close("Done")
        for vals in (
            {"is_closed": True},
            {"outcome": "Forged"},
            {"closed_uid": self.user_admin.id},
            {"merged_into_id": closed.id},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRefused(AccessError, "closed by “Close”"),
            ):
                channel.write(vals)
            with (
                self.subTest(create=vals),
                self.assertRefused(AccessError, "closed by “Close”"),
            ):
                self.create_channel(**vals)
        with self.assertRefused(AccessError, "closed by “Close”"):
            closed.write({"is_closed": False})
        with self.assertRefused(AccessError, "closed by “Close”"):
            self.Channel.with_user(self.user_employee).with_context(
                default_closed_uid=self.user_admin.id
            ).create({"name": "Forged", "channel_type": "channel"})
        self.assertFalse(channel.is_closed)
        self.assertFalse(closed.sudo().copy({"name": "A copy"}).is_closed)

    def test_lists(self):
        """It leaves the list of its members, and comes back to it."""
        channel, other = self.create_owned_channel(), self.create_channel()
        as_employee = self.Channel.with_user(self.user_employee)
        self.assertIn(channel, as_employee._get_channels_as_member())
        channel.close("Done")
        self.assertNotIn(channel, as_employee._get_channels_as_member())
        self.assertIn(other, as_employee._get_channels_as_member())
        # it stays readable, and is found
        self.assertEqual(as_employee.search([("outcome", "=", "Done")]), channel)
        self.assertTrue(channel.with_user(self.user_team).read(["outcome"]))
        channel.reopen()
        self.assertIn(channel, as_employee._get_channels_as_member())

    def test_favorites_stay(self):
        """Where somebody put it, it stays."""
        channel = self.create_owned_channel()
        channel.set_favorite(True)
        channel.close("Done")
        as_employee = self.Channel.with_user(self.user_employee)
        self.assertIn(channel, as_employee._get_channels_as_member())

    def test_favorites_do_not_count(self):
        """Nor in what is shown before the list is there."""
        channel = self.create_owned_channel(self.user_team)
        channel.add_members(self.user_employee.partner_id.ids)
        channel.with_user(self.user_employee).set_favorite(True)
        self.post(channel, self.user_team)

        def unread():
            self.env.flush_all()
            self.env.invalidate_all()
            store = Store()
            self.user_employee._init_messaging(store)
            return store.get_result()["Store"]["initChannelsUnreadCounter"]

        before = unread()
        channel.close("Done")
        self.assertEqual(unread(), before - 1)

    def test_browsers_are_told(self):
        channel = self.create_owned_channel()
        self.take_bus_messages()
        channel.close("Done")
        payloads = [
            message["payload"]["discuss.channel"][0]
            for target, message in self.take_bus_messages()
            if target == ["discuss.channel", channel.id]
            and message["type"] == "mail.record/insert"
            and "is_closed" in str(message["payload"])
        ]
        self.assertEqual(len(payloads), 1)
        self.assertTrue(payloads[0]["is_closed"])
        self.assertEqual(payloads[0]["outcome"], "Done")
        self.assertEqual(payloads[0]["closed_by"], self.user_employee.name)

    def test_what_customers_are_told(self):
        """What they read in the note, and no more."""
        customer = self.user_portal.partner_id
        group = self.create_owned_group(customer)
        as_customer = group.with_user(self.user_portal)
        data = Store().add(as_customer).get_result()["discuss.channel"][0]
        self.assertFalse(data["is_closed"])
        self.assertNotIn("outcome", data)
        group.close("Done")
        data = Store().add(as_customer).get_result()["discuss.channel"][0]
        self.assertTrue(data["is_closed"])
        self.assertEqual(data["outcome"], "Done")
        self.assertEqual(data["closed_by"], self.user_employee.name)
        self.assertNotIn("closed_uid", data)

    def test_queries_at_start(self):
        """What the browser is told of the end of channels costs the same for any
        number of them."""

        def load():
            channels = self.Channel.with_user(self.user_employee).search(
                [("is_closed", "=", True)]
            )
            Store().add(channels)

        for number in range(3):
            self.create_owned_channel(name=f"Channel {number}").close("Done")
        few = self.count_queries(load)
        for number in range(20):
            self.create_owned_channel(name=f"Channel {number}").close("Done")
        self.assertLessEqual(self.count_queries(load), few)

    def test_form(self):
        channel = self.create_owned_channel()
        action = channel.action_close()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.user_employee)
            .with_context(**action["context"])
            .create({"outcome": "Done"})
        )
        wizard.action_close()
        self.assertEqual(channel.outcome, "Done")
        other = self.create_channel(self.user_team)
        wizard = wizard.create({"channel_id": other.id, "outcome": "Done"})
        with self.assertRefused(AccessError, "“A channel”"):
            wizard.action_close()
