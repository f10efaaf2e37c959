import json
from contextlib import contextmanager

from odoo.addons.mail.tests.common import MailCommon, mail_new_test_user


class DiscussThemeCommon(MailCommon):
    """People of every kind, and one theme for each reason not to see one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Theme = cls.env["discuss.theme"]
        cls.Channel = cls.env["discuss.channel"]
        cls.general = cls.env.ref("discuss_theme.theme_general")
        cls.group_team = cls.env["res.groups"].create({"name": "Team"})
        cls.user_team = mail_new_test_user(
            cls.env, login="team", groups="base.group_user", name="Tina Team"
        )
        cls.user_team.group_ids += cls.group_team
        cls.user_theme_admin = mail_new_test_user(
            cls.env,
            login="theme_admin",
            groups="base.group_user,discuss_theme.group_discuss_administrator",
            name="Ada Administrator",
        )
        cls.user_portal = mail_new_test_user(
            cls.env, login="customer", groups="base.group_portal", name="Cora Customer"
        )
        cls.theme_open = cls.Theme.create({"name": "Open"})
        cls.theme_team = cls.Theme.create(
            {"name": "Of the team", "group_ids": cls.group_team.ids}
        )
        cls.theme_team_sub = cls.Theme.create(
            {"name": "Below", "parent_id": cls.theme_team.id}
        )
        cls.theme_company_2 = cls.Theme.create(
            {"name": "Of company 2", "company_id": cls.company_2.id}
        )

    def create_channel(self, user=None, **values):
        """Create a channel as `user`, who becomes a member."""
        values = {"name": "A channel", "channel_type": "channel", **values}
        return self.Channel.with_user(user or self.user_employee).create(values)

    @contextmanager
    def assertRefused(self, exception, message):
        """Expect an exception with such a message (a regular expression), and that
        nothing is left of what was tried."""
        with self.assertRaises(exception) as caught:
            yield
        self.assertRegex(str(caught.exception), message)

    def take_bus_messages(self):
        """Return what was sent over the bus since the last call, as pairs (channel,
        message)."""
        self.env.cr.precommit.run()  # where the bus writes what it has to send
        sent = self.env["bus.bus"].sudo().search([], order="id")
        messages = [(json.loads(s.channel)[1:], json.loads(s.message)) for s in sent]
        sent.unlink()
        return messages

    def count_queries(self, function):
        """Return how many queries `function` makes when no record is cached."""
        function()  # what is cached for good: rights, groups, languages
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        return self.env.cr.sql_log_count - before
