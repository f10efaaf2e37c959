from odoo.tests import tagged

from ..hooks import adopt_theme, disown_themes, post_init_hook, uninstall_hook
from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestHooks(DiscussThemeCommon):
    """What modules that come and go do to themes and channels."""

    def remove_themes(self):
        """Leave the channels as they are before the module is installed."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE discuss_channel SET theme_id = NULL")
        self.env.invalidate_all()

    def test_post_init_files_every_channel(self):
        channel = self.create_channel()
        sub_channel = channel._create_sub_channel(name="A thread")
        archived = self.create_channel(active=False)
        employee_c2 = self.create_channel(self.user_employee_c2)
        Channel = self.Channel.with_user(self.user_employee)
        group = Channel._create_group(self.user_team.partner_id.ids)
        chat = Channel._get_or_create_chat(self.user_team.partner_id.ids)
        self.remove_themes()
        self.take_bus_messages()
        post_init_hook(self.env)
        for filed in (channel, sub_channel, archived, employee_c2, group):
            self.assertEqual(filed.sudo().theme_id, self.general)
        self.assertFalse(chat.sudo().theme_id)
        self.assertEqual(self.take_bus_messages(), [])

    def test_post_init_costs_the_same_for_any_number(self):
        def install():
            self.remove_themes()
            post_init_hook(self.env)

        self.create_channel()
        few = self.count_queries(install)
        for _number in range(20):
            self.create_channel()
        self.assertEqual(self.count_queries(install), few)

    def test_proposals_are_shown_once(self):
        """Where there is something to sort, and to who installs the module."""
        Todo = self.env["ir.actions.todo"]
        action = self.env.ref("discuss_theme.discuss_theme_proposal_action_open")
        todo = [("action_id", "=", action.id)]
        Todo.search([]).unlink()
        everybody = self.env.ref("mail.channel_all_employees")
        (self.Channel.search([]) - everybody).active = False
        post_init_hook(self.env)
        self.assertFalse(Todo.search(todo))

        self.create_channel(name="Sales meeting")
        self.remove_themes()
        post_init_hook(self.env)
        installer = self.env["ir.module.module"].with_user(self.user_admin)
        self.assertEqual(installer.next()["id"], action.id)
        shown = action.with_user(self.user_admin).run()
        self.assertEqual(shown["res_model"], "discuss.theme.proposal")
        self.assertEqual(installer.next()["type"], "ir.actions.act_url")
        post_init_hook(self.env)
        self.assertEqual(installer.next()["type"], "ir.actions.act_url")

    def test_uninstall_leaves_channels(self):
        channel = self.create_channel(theme_id=self.theme_open.id)
        channel.message_post(body="Kept", message_type="comment")
        before = channel.read(["name", "channel_type", "uuid", "message_ids"])
        uninstall_hook(self.env)
        after = channel.read(["name", "channel_type", "uuid", "message_ids"])
        self.assertEqual(before, after)
        self.assertFalse(channel.theme_id)
        self.theme_open.unlink()

    def test_adopt_a_theme_that_exists(self):
        theme = self.Theme.create({"name": "Our sales"})
        adopted = adopt_theme(self.env, "discuss_theme.theme_x", ["our SALES", "x"])
        self.assertEqual(adopted, theme)
        self.assertEqual(self.env.ref("discuss_theme.theme_x"), theme)
        data = self.env["ir.model.data"].search([("name", "=", "theme_x")])
        self.assertTrue(data.noupdate)
        # what follows in the installation changes nothing
        self.Theme._load_records(
            [
                {
                    "xml_id": "discuss_theme.theme_x",
                    "values": {"name": "Our sales", "sequence": 99},
                    "noupdate": True,
                }
            ],
            update=True,
        )
        self.assertNotEqual(theme.sequence, 99)

    def test_adopt_in_another_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        theme = self.Theme.create({"name": "Our deals"})
        theme.with_context(lang="fr_FR").name = "Nos ventes"
        names = ["Unknown", "nos ventes"]
        self.assertEqual(adopt_theme(self.env, "discuss_theme.theme_x", names), theme)

    def test_adopt_nothing(self):
        self.theme_open.action_archive()
        names = ["Below", "Open", "Of company 2", "Unknown"]
        self.assertFalse(adopt_theme(self.env, "discuss_theme.theme_x", names))
        self.assertFalse(
            self.env.ref("discuss_theme.theme_x", raise_if_not_found=False)
        )

    def test_adopt_twice(self):
        """A second installation keeps the theme that the first one took."""
        self.Theme.create({"name": "Our sales"})
        names = ["Our sales"]
        first = adopt_theme(self.env, "discuss_theme.theme_x", names)
        first.name = "Renamed"
        self.Theme.create({"name": "Our sales"})
        self.assertFalse(adopt_theme(self.env, "discuss_theme.theme_x", names))
        self.assertEqual(self.env.ref("discuss_theme.theme_x"), first)

    def test_disown_what_is_in_use(self):
        used, parent, unused, adopted = self.Theme.create(
            [{"name": name} for name in ("Used", "Parent", "Unused", "Adopted")]
        )
        self.create_channel(theme_id=used.id)
        self.Theme.create({"name": "Child", "parent_id": parent.id})
        self.env["ir.model.data"]._update_xmlids(
            [
                {"xml_id": f"glue_module.theme_{theme.id}", "record": theme}
                for theme in used + parent + unused + adopted
            ]
        )
        self.env.cr.execute(
            "UPDATE discuss_theme SET create_date = create_date - interval '1 day'"
            " WHERE id = %s",
            [adopted.id],
        )
        self.env.invalidate_all()
        self.assertEqual(
            disown_themes(self.env, "glue_module"), used + parent + adopted
        )
        left = self.env["ir.model.data"].search([("module", "=", "glue_module")])
        self.assertEqual(left.mapped("res_id"), unused.ids)
        # as the uninstallation does next
        self.Theme.browse(left.mapped("res_id")).unlink()
        self.assertTrue((used + parent + adopted).exists())
