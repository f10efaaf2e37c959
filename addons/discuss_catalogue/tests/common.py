from odoo.addons.discuss_theme.tests.common import DiscussThemeCommon


class DiscussCatalogueCommon(DiscussThemeCommon):
    """A catalogue in which there is nothing but what the test puts there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Channel.search([]).active = False
        cls.theme_below = cls.Theme.create(
            {"name": "Below the open one", "parent_id": cls.theme_open.id}
        )

    def browse(self, user=None, **params):
        """Return what `user`, or the employee, gets."""
        return self.Channel.with_user(user or self.user_employee).get_catalogue(
            **params
        )

    def names(self, user=None, **params):
        """Return the names of the channels that `user`, or the employee, finds."""
        return [line["name"] for line in self.browse(user, **params)["channels"]]

    def count_by_theme(self, user=None, **params):
        """Return how many channels `user`, or the employee, is told of, by theme."""
        return {
            self.Theme.browse(line["id"]): line["count"]
            for line in self.browse(user, **params)["themes"]
        }

    def say(self, channel, times=1, **values):
        """Let something be said in a channel."""
        return self.env["mail.message"].create(
            [
                {
                    "author_id": self.user_employee.partner_id.id,
                    "body": f"Message {number}",
                    "message_type": "comment",
                    "model": "discuss.channel",
                    "res_id": channel.id,
                    **values,
                }
                for number in range(times)
            ]
        )
