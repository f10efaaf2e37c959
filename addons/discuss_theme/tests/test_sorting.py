from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..hooks import post_init_hook
from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestSorting(DiscussThemeCommon):
    """What is proposed for the channels of a company that had no themes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rule = cls.env["discuss.theme.rule"]
        cls.Proposal = cls.env["discuss.theme.proposal"]
        cls.Rule.search([]).active = False
        cls.Channel.search([("theme_id", "=", cls.general.id)]).active = False
        cls.theme_sales = cls.Theme.create({"name": "Trade"})
        cls.rule = cls.Rule.create(
            {"words": "vente, back office, Été", "theme_id": cls.theme_sales.id}
        )

    def sort(self, user=None):
        """Open the screen as `user`; return what it proposes."""
        Proposal = self.Proposal.with_user(user or self.user_theme_admin)
        action = Proposal.action_sort_channels()
        self.assertEqual(action["res_model"], "discuss.theme.proposal")
        return Proposal.search(action["domain"] or [])

    def proposed(self, name):
        ((theme, word),) = self.Rule._propose([name])
        return theme.name, word

    def test_words(self):
        for name, expected in (
            ("Vente directe", ("Trade", "vente")),
            ("#vente", ("Trade", "vente")),
            ("Idées d’ÉTÉ", ("Trade", "Été")),
            ("Back-Office", ("Trade", "back office")),
            ("back in the office", (False, False)),
            ("inventé", (False, False)),
            ("", (False, False)),
            ("%", (False, False)),
        ):
            with self.subTest(name=name):
                self.assertEqual(self.proposed(name), expected)

    def test_first_rule_counts(self):
        rule = self.Rule.create(
            {"words": "vente", "theme_id": self.theme_open.id, "sequence": 1}
        )
        self.assertEqual(self.proposed("Vente")[0], "Open")
        rule.sequence = 100
        self.assertEqual(self.proposed("Vente")[0], "Trade")

    def test_themes_by_their_own_name(self):
        self.assertEqual(self.proposed("trade with Belgium"), ("Trade", "Trade"))
        self.assertEqual(self.proposed("general remarks"), (False, False))

    def test_archived_themes_are_not_proposed(self):
        self.theme_sales.active = False
        self.assertEqual(self.proposed("vente trade"), (False, False))

    def test_themes_of_other_companies_are_not_proposed(self):
        self.rule.theme_id = self.theme_company_2
        rules = self.Rule.with_user(self.user_theme_admin)
        names = ["vente", "of company 2"]
        self.assertFalse(any(theme for theme, _word in rules._propose(names)))

    def test_rules_find_themes_that_come_later(self):
        rule = self.Rule.create({"words": "garden", "theme_names": "Green, Jardin"})
        self.assertEqual(self.proposed("garden"), (False, False))
        garden = self.Theme.create({"name": "JARDIN"})
        self.sort()
        self.assertEqual(rule.theme_id, garden)
        # What somebody took out of the rule stays out
        rule.theme_id = False
        self.sort()
        self.assertFalse(rule.theme_id)

    def test_rules_that_are_shipped(self):
        """None has a word of another one."""
        rules = self.Rule.with_context(active_test=False).search(
            [("theme_names", "!=", False)]
        )
        self.assertGreaterEqual(len(rules), 8)
        rules.active = True
        expressions = [key for rule in rules for key in rule._expressions()]
        self.assertEqual(len(expressions), len(set(expressions)))

    def test_malformed_rules(self):
        for malformed in ("", " , ,", "…", "\u202e"):
            with self.assertRaises(ValidationError):
                self.Rule.create({"words": malformed})
        with self.assertRefused(ValidationError, "limited to 1000 characters"):
            self.Rule.create({"words": "x" * 10_000})
        with self.assertRaises(ValidationError):
            self.rule.words = ","

    # ---------------------------------------------------------------- the screen
    def test_nothing_moves_before_it_is_applied(self):
        fits = self.create_channel(name="Vente")
        other = self.create_channel(name="Zebra")
        post_init_hook(self.env)
        proposals = self.sort()
        self.assertEqual(proposals.mapped("name"), ["Vente", "Zebra"])
        self.assertEqual(proposals.mapped("is_proposed"), [True, False])
        self.assertEqual(proposals[0].theme_id, self.theme_sales)
        self.assertEqual(proposals[0].words, "vente")
        self.assertEqual((fits + other).theme_id, self.general)
        proposals[1].theme_id = self.theme_open
        proposals.action_apply()
        self.assertEqual(fits.theme_id, self.theme_sales)
        self.assertEqual(other.theme_id, self.theme_open)
        self.assertFalse(self.sort())

    def test_only_those_selected(self):
        first, second = (self.create_channel(name=f"Vente {n}") for n in range(2))
        proposals = self.sort()
        proposals[0].action_apply()
        self.assertEqual(first.theme_id, self.theme_sales)
        self.assertEqual(second.theme_id, self.general)
        self.assertEqual(proposals.exists(), proposals[1])

    def test_without_a_theme(self):
        self.create_channel(name="Zebra")
        with self.assertRefused(UserError, "Choose a theme"):
            self.sort().action_apply()
        with self.assertRefused(UserError, "Select the channels"):
            self.sort().browse().action_apply()

    def test_moved_meanwhile_stays_there(self):
        channel = self.create_channel(name="Vente")
        proposals = self.sort()
        channel.theme_id = self.theme_open
        proposals.action_apply()
        self.assertEqual(channel.theme_id, self.theme_open)

    def test_threads_and_direct_messages_are_left_out(self):
        channel = self.create_channel(name="Zebra")
        channel._create_sub_channel(name="Vente")
        Channel = self.Channel.with_user(self.user_theme_admin)
        Channel._get_or_create_chat(self.user_team.partner_id.ids)
        self.assertEqual(self.sort().channel_id, channel)

    def test_private_channels_of_others_do_not_exist(self):
        """Neither by name nor by number."""
        Channel = self.Channel.with_user(self.user_employee)
        private = Channel._create_group([], name="Vente secrète")
        restricted = Channel.sudo().create(
            {"name": "Vente Tina", "group_public_id": self.group_team.id}
        )
        self.assertFalse(self.sort())
        own = self.Channel.with_user(self.user_theme_admin)._create_group(
            [], name="Vente privée"
        )
        self.assertEqual(self.sort().channel_id, own)
        proposals = self.Proposal.with_user(self.user_theme_admin)
        for channel in (private, restricted):
            with self.assertRaises(AccessError):
                proposals.create({"channel_id": channel.id}).read(["name"])
            with self.assertRaises(AccessError):
                self.sort().write({"channel_id": channel.id})

    def test_each_has_their_own(self):
        self.create_channel(name="Vente")
        proposals = self.sort()
        other = self.user_admin
        self.assertFalse(self.sort(other) & proposals)
        self.assertTrue(proposals.exists())
        with self.assertRaises(AccessError):
            proposals.with_user(other).action_apply()

    def test_for_administrators(self):
        for user in (self.user_employee, self.user_portal):
            with self.assertRaises(AccessError):
                self.Proposal.with_user(user).action_sort_channels()
            with self.assertRaises(AccessError):
                self.Rule.with_user(user).search([])

    def test_settings(self):
        settings = self.env["res.config.settings"].with_user(self.user_admin)
        before = settings.create({}).discuss_unsorted_count
        self.create_channel()
        opened = settings.create({})
        self.assertEqual(opened.discuss_unsorted_count, before + 1)
        action = opened.action_sort_discuss_channels()
        self.assertEqual(action["res_model"], "discuss.theme.proposal")

    def test_growth(self):
        def sort_and_apply():
            self.sort().action_apply()
            self.env.cr.precommit.run()
            self.theme_sales.channel_ids.theme_id = self.general

        self.create_channel(name="Vente")
        self.create_channel(name="Vente en ligne")
        few = self.count_queries(sort_and_apply)
        for number in range(20):
            self.create_channel(name=f"Vente nouvelle {number}")
        self.assertLessEqual(self.count_queries(sort_and_apply), few)
