from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..tools.names import NAME_MAX_LENGTH, one_line, words
from .common import DiscussThemeCommon

OVERRIDE, ISOLATE, POP = "\u202e", "\u2066", "\u2069"
# Names of which one sees nothing.
INVISIBLE = (
    OVERRIDE,
    "\0",
    " \n",
    "\u200b",
    "\u200c\u200d",
    "\u200e\u200f\u061c",
    "\u2060 \ufeff",
    "\u00ad",
    "\u3164",
    "\u2800",
    "\u2028",
    "\ufe0f",
    "\u0301",
    "\U000e0041",
)


@tagged("post_install", "-at_install")
class TestNames(DiscussThemeCommon):
    def test_one_line(self):
        for name, clean in (
            ("  Sales \n team ", "Sales team"),
            ("nul\0 bell\a del\x7f", "nul bell del"),
            (f"{OVERRIDE}salaries", "salaries"),
            (f"a{ISOLATE}b{POP}c", "abc"),
            ("קבוצת מכירות", "קבוצת מכירות"),
            ("فريق المبيعات", "فريق المبيعات"),
            ("<b>Sales</b> & co", "<b>Sales</b> & co"),
            ("👩‍🔧 Workshop", "👩‍🔧 Workshop"),
            ("❤️ \U0001f3f4\U000e0067\U000e0062\U000e007f", None),
            ("می\u200cخواهم", None),  # Persian: without it, another spelling
            ("क्\u200dष", None),
            ("Sa\u200bles\u2060", "Sales"),
            ("Sa\u200dl\u200ces", "Sales"),
            ("\u200eSales\u200f\u061c", "Sales"),
            ("a \u200d b\ufe0f", "a b"),
            ("two\u2029lines", "two lines"),
            ("half\ud83d", "half"),
            (f" {OVERRIDE}\t", ""),
        ):
            with self.subTest(name=name):
                self.assertEqual(one_line(name), name if clean is None else clean)

    def test_words(self):
        self.assertEqual(words("Été-2026: Ventes_Nord"), " ete 2026 ventes nord ")
        self.assertEqual(words("…"), "")
        self.assertEqual(words(None), "")

    def test_channel_names_are_cleaned_on_every_road(self):
        name = f" {OVERRIDE}Sales\n team "
        channel = self.create_channel(name=name)
        group = self.Channel.with_user(self.user_employee)._create_group([], name=name)
        made = self.Channel.with_user(self.user_employee)._create_channel(name, None)
        renamed = self.create_channel()
        renamed.channel_rename(name)
        written = self.create_channel()
        written.write({"name": name})
        thread = channel._create_sub_channel(name=name)
        theme = self.Theme.create({"name": name})
        for record in (channel, group, made, renamed, written, thread, theme):
            self.assertEqual(record.name, "Sales team")

    def test_long_names_are_refused_on_every_road(self):
        channel, long = self.create_channel(), "x" * 10_000
        Channel = self.Channel.with_user(self.user_employee)
        for road in (
            lambda: self.create_channel(name=long),
            lambda: Channel._create_group([], name=long),
            lambda: Channel._create_channel(long, None),
            lambda: channel.channel_rename(long),
            lambda: channel.write({"name": long}),
            lambda: channel._create_sub_channel(name=long),
            lambda: self.Theme.with_user(self.user_theme_admin).create({"name": long}),
            lambda: self.theme_open.write({"name": long}),
        ):
            with self.assertRefused(ValidationError, "limited to 100 characters"):
                road()
        self.assertEqual(channel.name, "A channel")

    def test_names_of_nothing_are_refused(self):
        channel = self.create_channel()
        Channel = self.Channel.with_user(self.user_employee)
        for name in ("", False, *INVISIBLE):
            for road in (
                lambda name=name: channel.channel_rename(name),
                lambda name=name: channel.write({"name": name}),
                lambda name=name: self.create_channel(name=name),
                lambda name=name: Channel.sudo().create({"name": name}),
                lambda name=name: Channel._create_channel(name, None),
            ):
                with self.subTest(name=name):
                    with self.assertRefused(ValidationError, "needs a name"):
                        road()
        for name in INVISIBLE:
            with self.subTest(name=name):
                with self.assertRefused(ValidationError, "needs a name"):
                    self.Theme.create({"name": name})
                with self.assertRefused(ValidationError, "needs a name"):
                    self.theme_open.write({"name": name})
        self.assertEqual(channel.name, "A channel")

    def test_groups_may_have_no_name(self):
        """As in stock: they are called after the people in them."""
        Channel = self.Channel.with_user(self.user_employee)
        group = Channel._create_group(self.user_team.partner_id.ids, name="For a while")
        group.channel_rename("")
        self.assertFalse(group.name)
        self.assertFalse(Channel._create_group([]).name)
        self.assertFalse(Channel.create({"name": "", "channel_type": "group"}).name)

    def test_names_of_documents_are_cut(self):
        """A program that names a channel after a document cannot ask for another."""
        channel = self.Channel.sudo().create({"name": "x" * 300})
        self.assertEqual(len(channel.name), NAME_MAX_LENGTH)
        self.assertTrue(channel.name.endswith("x…"))
