import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from .common import MeetingCase
from .provider_server import SECRET, VideoServer

CONFIGURATION = (
    "url",
    "pattern",
    "app_id",
    "audience",
    "token_validity",
    "algorithm",
    "is_checked",
    "new_secret",
    "has_secret",
    "secret",
)


class ProviderCase(MeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env, "meeting_admin", "base.group_system", name="Adam"
        )
        cls.providers = cls.env["discuss.meeting.provider"].with_user(cls.admin)
        cls.server = cls.enterClassContext(VideoServer())

    def setUp(self):
        super().setUp()
        self.server.mood = "well"
        self.server.calls.clear()
        self.server.rooms.clear()

    def bigbluebutton(self, **values):
        return self.providers.create(
            {
                "name": "Our server",
                "kind": "bigbluebutton",
                "url": f"{self.server.url}/bigbluebutton/",
                "new_secret": SECRET,
                **values,
            }
        )


class TestProviderSetUp(ProviderCase):
    def refuse(self, expected, **values):
        with self.assertRaisesRegex(ValidationError, expected):
            self.providers.create({"name": "Video", **values})

    def test_what_each_kind_needs(self):
        self.refuse("address of the server", kind="jitsi")
        self.refuse("https://", kind="jitsi", url="http://meet.example.com")
        server = {"kind": "jitsi", "url": "https://meet.example.com"}
        self.refuse("tokens needs an application ID", **server, app_id="x")
        self.refuse("tokens needs an application ID", **server, new_secret="x")
        token = {**server, "app_id": "x", "new_secret": "y"}
        self.refuse("5 minutes to 24 hours", **token, token_validity=0)
        self.refuse("5 minutes to 24 hours", **token, token_validity=2000)
        server = {"kind": "bigbluebutton", "url": "https://bbb.example.com"}
        self.refuse("needs the secret", **server)
        self.refuse(
            "has no “\\?”",
            **{**server, "url": server["url"] + "?x"},
            **{"new_secret": "y"},
        )
        self.refuse("address of the meetings", kind="address")
        self.refuse("braces", kind="address", pattern="https://{room}.example.com")
        self.refuse("“@”", kind="address", pattern="https://x@evil.example")

    def test_what_is_wrong_is_said_of_changes_too(self):
        provider = self.bigbluebutton()
        for values in (
            {"url": "javascript:alert(1)"},
            {"url": False},
            {"kind": "jitsi", "app_id": "x"},
            {"kind": "address"},
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                provider.write(values)
            provider.invalidate_recordset()
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            provider.forget_secret()
        provider.invalidate_recordset()
        self.assertTrue(provider.has_secret)

    def test_a_secret_goes_in_and_never_out(self):
        provider = self.bigbluebutton()
        self.assertTrue(provider.has_secret)
        self.assertFalse(provider.new_secret)
        with self.assertRaises(AccessError):
            provider.read(["secret"])
        with self.assertRaises(AccessError):
            provider.search([("secret", "=like", "6%")])
        with self.assertRaises(AccessError):
            provider.search([], order="secret")
        with self.assertRaises(AccessError):
            provider.export_data(["secret"])
        fields = list(provider.fields_get())
        self.assertNotIn("secret", fields)
        exported = provider.export_data(fields)["datas"]
        everything = [provider.read(), exported, provider.copy_data()]
        self.assertNotIn(SECRET, json.dumps(everything, default=str))
        # one that is not typed anew is kept
        provider.write({"name": "Renamed", "new_secret": False})
        self.assertEqual(provider.sudo().secret, SECRET)
        provider.new_secret = "another"
        self.assertEqual(provider.sudo().secret, "another")

    def test_a_secret_is_of_one_server(self):
        provider = self.bigbluebutton()
        provider.write({"kind": "jitsi"})
        self.assertFalse(provider.has_secret)
        provider.write({"app_id": "entente", "new_secret": "s" * 32})
        self.assertTrue(provider.has_secret)
        provider.forget_secret()
        self.assertFalse(provider.has_secret)
        self.assertFalse(provider.app_id)

    def test_colleagues_read_the_name_and_nothing_of_the_set_up(self):
        provider = self.bigbluebutton()
        own = provider.with_user(self.alice)
        self.assertEqual(own.display_name, "Our server")
        known = own.read()[0]
        exporter = own.with_user(
            new_test_user(
                self.env, "meeting_exporter", "base.group_user,base.group_allow_export"
            )
        )
        self.assertEqual(exporter.export_data(["name"])["datas"], [["Our server"]])
        for field in CONFIGURATION:
            with self.subTest(field):
                self.assertNotIn(field, known)
                for refused in (
                    lambda f=field: exporter.export_data([f]),
                    lambda f=field: own.read([f]),
                    lambda f=field: own.search([(f, "!=", False)]),
                    lambda f=field: own.write({f: "x"}),
                ):
                    with self.assertRaises(AccessError):
                        refused()
        for refused in (
            own.action_test_connection,
            own.forget_secret,
            own.unlink,
            lambda: own.create({"name": "Mine"}),
            lambda: own.write({"name": "Mine"}),
        ):
            with self.assertRaises(AccessError):
                refused()
        self.assertFalse(self.server.calls)

    def test_nobody_else_reads_providers(self):
        provider = self.bigbluebutton()
        for user in (self.customer, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                provider.with_user(user).read(["name"])

    def test_what_people_see_of_a_meeting_tells_no_secret(self):
        provider = self.bigbluebutton()
        self.env.company.meeting_provider_id = provider
        self._reset_bus()
        # of our own code, at the most talkative level
        with self.assertLogs("odoo.addons", level="DEBUG") as logs:
            meeting = self.start(title="Stand-up")
            self.as_user(meeting, self.bob).join()
            self.server.mood = "rubbish"
            self.as_user(meeting, self.bob).join()
        self.assertTrue([line for line in logs.output if "Meeting provider" in line])
        # the records of the bus are made then
        self.env.cr.precommit.run()
        told = "".join(self.env["bus.bus"].sudo().search([]).mapped("message"))
        self.assertIn("Our server", told)
        told += str(meeting.message_id.read()) + "".join(logs.output)
        told += str(self.as_user(meeting, self.bob).read())
        for word in (SECRET, self.server.url, "checksum=", "moderatorPW"):
            self.assertNotIn(word, told)

    # ------------------------------------------------------------
    # Test of the connection
    # ------------------------------------------------------------

    def test_connection(self):
        provider = self.bigbluebutton()
        action = provider.action_test_connection()
        self.assertEqual(action["params"]["type"], "success")
        self.assertEqual(self.server.asked, ["isMeetingRunning"])
        for mood, expected in (
            ("elsewhere", "another address"),
            ("failed", "has failed"),
            ("rubbish", "not a server of that kind"),
        ):
            self.server.mood = mood
            with self.assertRaisesRegex(UserError, expected):
                provider.action_test_connection()
        self.server.mood = "well"
        provider.algorithm = "sha1"
        with self.assertRaisesRegex(UserError, "check the secret") as caught:
            provider.action_test_connection()
        self.assertNotIn(SECRET, str(caught.exception))
        provider.url = "http://127.0.0.1:9/"
        with self.assertRaisesRegex(UserError, "cannot be reached"):
            provider.action_test_connection()

    def test_connection_of_other_kinds(self):
        for values in (
            {"kind": "discuss"},
            {"kind": "jitsi", "url": self.server.url},
            {"kind": "address", "pattern": self.server.url + "/{room}"},
        ):
            provider = self.providers.create({"name": "Video", **values})
            action = provider.action_test_connection()
            self.assertEqual(action["params"]["type"], "success")

    # ------------------------------------------------------------
    # Who uses which
    # ------------------------------------------------------------

    def test_a_provider_belongs_to_a_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        provider = self.bigbluebutton(company_id=self.env.company.id)
        with self.assertRaisesRegex(ValidationError, "not of Other"):
            other.meeting_provider_id = provider
        with self.assertRaisesRegex(ValidationError, "not of Other"):
            other.meeting_fallback_provider_id = provider
        themes = self.env["discuss.theme"]
        with self.assertRaisesRegex(ValidationError, "not of Other"):
            themes.create(
                {
                    "name": "Theirs",
                    "company_id": other.id,
                    "meeting_provider_id": provider.id,
                }
            )
        with self.assertRaisesRegex(ValidationError, "one that all of them share"):
            themes.create({"name": "Shared", "meeting_provider_id": provider.id})
        theme = themes.create(
            {
                "name": "Ours",
                "company_id": self.env.company.id,
                "meeting_provider_id": provider.id,
            }
        )
        with self.assertRaises(ValidationError):
            theme.company_id = other
        with self.assertRaises(ValidationError):
            provider.sudo().company_id = other
        self.env.company.meeting_provider_id = provider
        provider.company_id = False
        with self.assertRaises(ValidationError):
            provider.sudo().company_id = other

    def test_colleagues_of_another_company_do_not_see_it(self):
        other = self.env["res.company"].create({"name": "Other"})
        provider = self.bigbluebutton()
        provider.sudo().company_id = other
        self.assertNotIn(provider, provider.with_user(self.alice).search([]))
        with self.assertRaises(AccessError):
            provider.with_user(self.alice).read(["name"])

    def test_one_in_use_is_not_archived(self):
        provider = self.bigbluebutton()
        self.env.company.meeting_fallback_provider_id = provider
        with self.assertRaisesRegex(ValidationError, "cannot be archived"):
            provider.active = False
        self.env.company.meeting_fallback_provider_id = False
        theme = self.env["discuss.theme"].create(
            {"name": "Fairs", "meeting_provider_id": provider.id}
        )
        with self.assertRaisesRegex(ValidationError, "Fairs"):
            provider.active = False
        theme.meeting_provider_id = False
        provider.active = False

    def test_settings(self):
        provider = self.bigbluebutton()
        settings = self.env["res.config.settings"].with_user(self.admin)
        settings = settings.create(
            {
                "meeting_provider_id": provider.id,
                "meeting_fallback_provider_id": self.env.ref(
                    "discuss_meeting.provider_discuss"
                ).id,
            }
        )
        settings.execute()
        self.assertEqual(self.env.company.meeting_provider_id, provider)
        self.assertEqual(
            self.env.company.meeting_fallback_provider_id,
            self.env.ref("discuss_meeting.provider_discuss"),
        )

    def test_themes_say_where_down_the_tree(self):
        ours, theirs, far = (
            self.providers.create(
                {"name": name, "kind": "jitsi", "url": f"https://{name}.example.com"}
            )
            for name in ("ours", "theirs", "far")
        )
        themes = self.env["discuss.theme"]
        top = themes.create({"name": "Trade"})
        middle = themes.create({"name": "Abroad", "parent_id": top.id})
        bottom = themes.create({"name": "Far", "parent_id": middle.id})
        self.public.sudo().theme_id = bottom
        none = self.env["discuss.meeting.provider"]
        for theme, provider, expected in (
            (None, None, none),
            (None, ours, ours),
            (top, theirs, theirs),
            (bottom, far, far),
            (bottom, none, theirs),
            (middle, far, far),
            (
                bottom,
                self.env.ref("discuss_meeting.provider_discuss"),
                self.env.ref("discuss_meeting.provider_discuss"),
            ),
        ):
            if theme:
                theme.meeting_provider_id = provider
            elif provider:
                self.env.company.meeting_provider_id = provider
            self.assertEqual(self.start(self.public).provider_id, expected)

    def test_stewards_choose_for_their_theme(self):
        provider = self.bigbluebutton()
        steward = new_test_user(
            self.env, "meeting_steward", "discuss_theme.group_discuss_administrator"
        )
        theme = self.env["discuss.theme"].create({"name": "Fairs"})
        theme.with_user(steward).meeting_provider_id = provider
        self.assertEqual(theme.meeting_provider_id, provider)
        with self.assertRaises(AccessError):
            theme.with_user(self.alice).meeting_provider_id = False
