from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from ..models.discuss_channel import IDS_LIMIT, PAGE
from .common import DiscussWorkingSetCommon


@tagged("post_install", "-at_install", "mail_controller")
class TestWebclient(DiscussWorkingSetCommon, MailControllerCommon):
    """What the web client asks of the server, by well-meaning people and others."""

    def request(self, *fetch_params):
        response = self.url_open(
            "/mail/data", json={"params": {"fetch_params": list(fetch_params)}}
        ).json()
        return response.get("result"), response.get("error", {}).get("data", {}).get(
            "message"
        )

    def channel_ids(self, *fetch_param):
        result, error = self.request([*fetch_param])
        self.assertFalse(error)
        channels = result.get("discuss.channel", [])
        return {data["id"] for data in channels if "channel_type" in data}

    def login(self):
        self.turn_on()
        self.authenticate("employee", "employee")

    def test_start(self):
        channels = self.join_many(unread=1)
        self.age(channels)
        self.login()
        result, _error = self.request("init_messaging", "channels_as_member")
        store = result["Store"]
        self.assertTrue(store["discuss_has_working_set"])
        self.assertEqual(store["initChannelsUnreadCounter"], 7)
        self.assertEqual(
            {data["id"] for data in result["discuss.channel"]}, set(channels[:3].ids)
        )
        self.assertEqual(
            store["discuss_joined"]["joined"], [[self.general.id, "channel", 7]]
        )
        (data, *_others) = result["discuss.channel"]
        self.assertTrue(data["is_light"])
        self.assertNotIn("uuid", data)
        self.assertEqual(data["theme_id"], self.general.id)
        (member, *_others) = result["discuss.channel.member"]
        self.assertEqual(member["message_unread_counter"], 1)
        self.assertFalse(member["is_favorite"])
        self.assertNotIn("mail.message", result)

    def test_start_with_few(self):
        self.join_many(2, unread=1)
        self.login()
        result, _error = self.request("init_messaging", "channels_as_member")
        self.assertNotIn("discuss_has_working_set", result["Store"])
        self.assertNotIn("discuss_joined", result["Store"])
        self.assertEqual(result["Store"]["initChannelsUnreadCounter"], 2)
        self.assertEqual(
            {data["fetchChannelInfoState"] for data in result["discuss.channel"]},
            {"fetched"},
        )
        self.assertEqual(len(result["mail.message"]), 2)

    def test_start_queries(self):
        def start():
            self.request("init_messaging", "channels_as_member")

        self.join_many(7, unread=1)
        self.login()
        few = self.count_queries(start)
        self.join_many(20, unread=1)
        self.assertLessEqual(self.count_queries(start), few)

    def test_numbers(self):
        self.join_many(unread=1)
        self.login()
        result, _error = self.request("discuss.working_set")
        self.assertEqual(len(result["Store"]["discuss_joined"]["unread"][0][2]), 14)

    def test_channels(self):
        channels = self.join_many()
        public = self.create_channel(self.user_team, name="Not joined")
        secret = self.create_channel(self.user_team, channel_type="group")
        asked = (channels[:2] + public + secret).ids
        self.login()
        found = self.channel_ids("discuss.working_set/channels", asked)
        self.assertEqual(found, set(channels[:2].ids))

    def test_thread_with_its_channel(self):
        channels = self.join_many()
        thread = (
            channels[0].with_user(self.user_team)._create_sub_channel(name="Thread")
        )
        thread.sudo()._add_members(users=self.user_employee)
        self.login()
        found = self.channel_ids("discuss.working_set/channels", thread.ids)
        self.assertEqual(found, {thread.id, channels[0].id})

    def test_more_of_a_theme(self):
        names = [f"Room {number:02}" for number in range(PAGE + 5)]
        theme_id = self.theme_open.id
        channels = [self.join(name, theme_id=theme_id) for name in names]
        self.join("Elsewhere")
        self.post(channels[-1])
        self.login()
        known = [channels[0].id]
        params = {"known_ids": known, "theme_id": theme_id}
        found = self.channel_ids("discuss.working_set/more", params)
        expected = [channels[-1], *channels[1:PAGE]]
        self.assertEqual(found, {channel.id for channel in expected})
        params["known_ids"] = [*known, *found]
        found = self.channel_ids("discuss.working_set/more", params)
        self.assertEqual(found, {channel.id for channel in channels[PAGE:-1]})

    def test_more_without_a_theme(self):
        """What is filed in a theme that one does not see stands under stock's types."""
        channel = self.join("Channel")
        group = self.join("Group", channel_type="group")
        (channel + group).sudo().theme_id = self.theme_team
        self.join("Seen")
        Channel = self.env["discuss.channel"].with_user(self.user_employee)
        chat = Channel._get_or_create_chat(self.user_team.partner_id.ids)
        self.login()
        for kind, expected in (
            ("channel", {channel.id}),
            ("chat", {group.id, chat.id}),
        ):
            params = {"known_ids": [], "channel_type": kind}
            found = self.channel_ids("discuss.working_set/more", params)
            self.assertEqual(found, expected)

    def test_more_of_a_type(self):
        """On a phone, conversations stand under their type, whatever the theme."""
        filed = self.join("Filed", theme_id=self.theme_open.id)
        other = self.join("Other")
        group = self.join("Group", channel_type="group", theme_id=self.theme_open.id)
        self.login()
        for kind, expected in (
            ("channel", {filed.id, other.id}),
            ("chat", {group.id}),
        ):
            params = {"known_ids": [], "channel_type": kind, "in_any_theme": True}
            found = self.channel_ids("discuss.working_set/more", params)
            self.assertEqual(found, expected)

    def test_last_messages(self):
        channel = self.join(unread=2)
        secret = self.create_channel(self.user_team, channel_type="group")
        self.post(secret)
        self.login()
        asked = (channel + secret).ids
        result, _error = self.request(["discuss.working_set/last_messages", asked])
        self.assertEqual(
            [data["id"] for data in result["mail.message"]],
            [max(channel.message_ids.ids)],
        )

    def test_refused(self):
        self.join_many()
        self.login()
        more = "discuss.working_set/more"
        table = [
            ("discuss.working_set/channels", None),
            ("discuss.working_set/channels", "abc"),
            ("discuss.working_set/channels", ["1"]),
            ("discuss.working_set/channels", [True]),
            ("discuss.working_set/channels", list(range(IDS_LIMIT + 1))),
            ("discuss.working_set/last_messages", {"a": 1}),
            (more, None),
            (more, [1]),
            (more, {"known_ids": []}),
            (more, {"known_ids": "abc", "theme_id": self.theme_open.id}),
            (more, {"known_ids": [], "theme_id": "abc"}),
            (more, {"known_ids": [], "theme_id": self.theme_team.id}),
            (more, {"known_ids": [], "theme_id": self.theme_company_2.id}),
            (more, {"known_ids": [], "channel_type": "livechat"}),
            (more, {"known_ids": [], "channel_type": ["chat"]}),
        ]
        for name, params in table:
            with self.subTest(name=name, params=params), mute_logger("odoo.http"):
                result, error = self.request([name, params])
                self.assertFalse(result)
                self.assertTrue(error)
                self.assertNotIn("psycopg", error)
        huge = [10**12, -1, 0]
        self.assertEqual(self.channel_ids("discuss.working_set/channels", huge), set())

    def test_outsiders(self):
        """Who is no employee gets nothing from these requests."""
        group = self.join(channel_type="group", user=self.user_portal)
        for user in (self.user_portal, self.user_public, self.guest):
            self._authenticate_pseudo_user(user)
            for name, params in (
                ("discuss.working_set", None),
                ("discuss.working_set/channels", group.ids),
                ("discuss.working_set/last_messages", group.ids),
                ("discuss.working_set/more", {"known_ids": [], "channel_type": "chat"}),
            ):
                with self.subTest(user=user, name=name):
                    result, _error = self.request([name, params])
                    self.assertEqual(result, {})

    def test_settings_stay_inside(self):
        """The server's own note is in nothing that the browser gets, or may ask."""
        self.join_many()
        self.login()
        settings = self.user_employee.res_users_settings_id
        formatted = settings.with_user(self.user_employee)._res_users_settings_format()
        self.assertNotIn("discuss_working_set_since", formatted)

    def test_groups_without_a_name_are_found_by_their_people(self):
        group, named, other = (
            self.Channel.with_user(self.user_team)._create_group(
                (self.user_team | users).partner_id.ids, name=name
            )
            for users, name in (
                (self.user_employee, ""),
                (self.user_employee, "Named"),
                (self.user_theme_admin, ""),
            )
        )
        self.authenticate("employee", "employee")
        search = {"term": "tina"}
        found = self.make_jsonrpc_request("/discuss/search", search)
        self.assertNotIn(group.id, [c["id"] for c in found.get("discuss.channel", [])])
        self.join_many()
        found = self.make_jsonrpc_request("/discuss/search", search)
        ids = {channel["id"] for channel in found["discuss.channel"]}
        self.assertIn(group.id, ids)
        self.assertFalse(ids & {named.id, other.id})

    def test_search_finds_what_is_outside(self):
        channels = self.join_many(12)
        hidden = self.join("Secret garden", channel_type="group")
        self.age([*channels, hidden])
        self.login()
        result = self.make_jsonrpc_request("/discuss/search", {"term": "garden"})
        self.assertEqual([c["id"] for c in result["discuss.channel"]], hidden.ids)
