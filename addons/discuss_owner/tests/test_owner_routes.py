from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.misc import hash_sign

from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from .common import DiscussOwnerCommon


@tagged("post_install", "-at_install", "mail_controller")
class TestOwnerRoutes(DiscussOwnerCommon, MailControllerCommon):
    """What the routes of Odoo answer, and to whom."""

    def call(self, route, **params):
        """Return the answer of a route, or the message of its refusal."""
        with mute_logger("odoo.http"):
            answer = self.url_open(route, json={"params": params}).json()
        if "error" in answer:
            return None, answer["error"]["data"]["message"]
        return answer.get("result"), None

    def call_method(self, method, channel, *args):
        return self.call(
            f"/web/dataset/call_kw/discuss.channel/{method}",
            model="discuss.channel",
            method=method,
            args=[channel.ids, *args],
            kwargs={},
        )

    def log_in(self, user):
        self.authenticate(None, None)
        if user != self.user_public:
            self.authenticate(user.login, user.login)

    def acts(self, channel):
        member = self.member_of(channel, self.member)
        partner_id = member.partner_id.id
        return {
            "rename": lambda: self.call_method("channel_rename", channel, "Other"),
            "purpose": lambda: self.call_method(
                "channel_change_description", channel, "Other"
            ),
            "owner": lambda: self.call_method("set_owner", channel, partner_id, True),
            "hand over": lambda: self.call_method("hand_over", channel, partner_id),
            "remove": lambda: self.call_method("remove_member", channel, member.id),
            "picture": lambda: self.call(
                "/discuss/channel/update_avatar", channel_id=channel.id, data="R0lGODlh"
            ),
        }

    def test_who_is_refused(self):
        """One row per person: everything is refused to all but the owner."""
        people = (
            self.member,
            self.colleague,
            self.system,
            self.user_portal,
            self.user_public,
        )
        for user in people:
            self.log_in(user)
            for name, act in self.acts(self.private).items():
                with self.subTest(user=user.name, act=name):
                    result, error = act()
                    self.assertFalse(result)
                    self.assertTrue(error)
                    if user == self.member:
                        self.assertIn("Only the owners of “private”", error)
        self.env.invalidate_all()
        self.assertEqual(self.private.name, "private")
        self.assertEqual(self.owners(self.private), self.owner.partner_id)
        self.assertIn(self.member.partner_id, self.private.channel_partner_ids)

    def test_join(self):
        """One row per person: nobody comes in by the id of a channel alone, unless it
        is open to them."""
        thread = self.private._create_sub_channel(name="Thread")
        hidden = self.new_channel("hidden", kind="private")
        gone = self.new_channel("gone")
        gone.sudo().unlink()
        closed = self.private + thread + hidden + gone
        nonsense = (-1, 0, 2**70, None, "abc", "1", True, [], {}, [[]])
        for user, may_join in (
            (self.colleague, self.public + self.restricted),
            (self.steward, self.public),
            (self.system, self.public + self.restricted),
            (self.user_portal, self.Channel),
            (self.user_public, self.Channel),
        ):
            self.log_in(user)
            refused = closed + self.public + self.restricted - may_join
            if user == self.user_portal:
                refused -= self.private + thread  # they were invited there
            before = refused.exists().sudo().channel_member_ids
            for channel_id in (*refused.ids, *nonsense):
                with self.subTest(user=user.name, channel_id=channel_id):
                    result, error = self.call(
                        "/discuss/channel/join", channel_id=channel_id
                    )
                    self.assertFalse(result)
                    self.assertTrue(error)
                    self.assertNotIn("hidden", error)
                    self.assertNotIn("private", error)
            for channel in may_join:
                result, error = self.call(
                    "/discuss/channel/join", channel_id=channel.id
                )
                self.assertFalse(error)
                self.env.invalidate_all()
                self.assertIn(user.partner_id, channel.sudo().channel_partner_ids)
            self.env.invalidate_all()
            self.assertEqual(refused.exists().sudo().channel_member_ids, before)

    def test_owner_and_steward(self):
        for channel, user in ((self.private, self.owner), (self.public, self.steward)):
            self.log_in(user)
            for name, act in self.acts(channel).items():
                if name in ("hand over", "picture"):
                    continue  # after which the owner is none any more; no picture
                with self.subTest(user=user.name, act=name):
                    _result, error = act()
                    self.assertFalse(error)
            self.env.invalidate_all()
            self.assertEqual(channel.name, "Other")
            self.assertNotIn(self.member.partner_id, channel.channel_partner_ids)

    def test_what_clients_are_told(self):
        """Who owns a channel is for colleagues; what one may do, for oneself."""
        for user, can_manage in (
            (self.owner, True),
            (self.member, False),
            (self.user_portal, None),
        ):
            self.log_in(user)
            with self.subTest(user=user.name):
                data, _error = self.call(
                    "/mail/data", fetch_params=[["discuss.channel", [self.private.id]]]
                )
                (channel,) = (
                    c for c in data["discuss.channel"] if c["id"] == self.private.id
                )
                self.assertEqual(channel.get("can_manage"), can_manage)
                self.assertEqual(channel["is_editable"], bool(can_manage))
                data, _error = self.call(
                    "/discuss/channel/members",
                    channel_id=self.private.id,
                    known_member_ids=[],
                )
                owners = [
                    m["id"] for m in data["discuss.channel.member"] if m.get("is_owner")
                ]
                expected = self.member_of(self.private, self.owner).ids
                self.assertEqual(owners, [] if can_manage is None else expected)

    def test_links(self):
        """One row per channel: whom does its link let in?"""
        meeting = self.Channel.with_user(self.owner)._create_group(
            [], default_display_mode="video_full_screen", name="A meeting"
        )
        thread = self.private._create_sub_channel(name="Thread")
        open_to_all = self.new_channel("open", kind=None)
        table = [
            (self.public, self.colleague, True),
            (self.private, self.owner, True),
            (self.private, self.user_portal, True),
            (self.private, self.colleague, False),
            (self.private, self.system, False),
            (self.private, self.user_public, False),
            (thread, self.colleague, False),
            (thread, self.user_public, False),
            (meeting, self.colleague, True),
            (meeting, self.user_public, True),
            (open_to_all, self.user_public, True),
        ]
        for channel, user, enters in table:
            channel = channel.sudo()
            before = channel.channel_member_ids
            self.log_in(user)
            with self.subTest(channel=channel.name, user=user.name):
                answer = self.url_open(channel.invitation_url)
                self.assertEqual(answer.status_code, 200 if enters else 404)
                self.env.invalidate_all()
                if not enters:
                    self.assertEqual(channel.channel_member_ids, before)

    def test_invitation_by_email(self):
        """Who was invited by e-mail comes in by the link in it."""
        token = hash_sign(self.env(su=True), "mail.invite_email", "a@b.example.com")
        self.log_in(self.user_public)
        answer = self.url_open(f"{self.private.invitation_url}?email_token={token}")
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        guests = self.private.channel_member_ids.guest_id
        self.assertEqual(guests.email, "a@b.example.com")
