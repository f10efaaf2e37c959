from datetime import timedelta

from odoo import Command, api, fields, models


class DiscussDemo(models.AbstractModel):
    """Conversations for the demo data, in the language of the demo.

    Neither the name of a channel nor what is said in it can be translated, so they
    are not records in XML: here they are written in French where the database has
    French, in English elsewhere.
    """

    _name = "discuss.demo"
    _description = "Demo Conversations"

    @api.model
    def _in_its_language(self):
        """Return the model in the language in which the demo is told."""
        # sudo: res.lang - whether French is installed
        french = (
            self.env["res.lang"].sudo().search([("code", "=like", "fr_%")], limit=1)
        )
        return self.with_context(lang=french.code or "en_US")

    @api.model
    def _tell(self):
        """Fill some themes with channels."""
        self._in_its_language()._tell_of_company()

    def _tell_of_company(self):
        """What a company talks about when it is not about one deal or project."""
        admin = self.env.ref("base.partner_admin")
        demo = self.env.ref("base.partner_demo")
        self._open_channel(
            "discuss_theme.theme_company",
            self.env._("Office life"),
            self.env._("Lunch, keys, parking, plants."),
            [
                (
                    demo,
                    50,
                    self.env._(
                        "The coffee machine on the first floor is repaired. Thank you "
                        "to whoever cleaned it on Friday!"
                    ),
                ),
                (
                    admin,
                    49,
                    self.env._(
                        "The car park is closed on Thursday morning, while the lines "
                        "are painted. The street is free that day."
                    ),
                ),
            ],
        )
        self._open_channel(
            "discuss_theme.theme_announcements",
            self.env._("Company news"),
            self.env._("Read it, react to it, ask your questions in a thread."),
            [
                (
                    admin,
                    72,
                    self.env._(
                        "The new workshop opens on the first of next month. Everyone "
                        "is invited to visit it on the Friday before, at four."
                    ),
                ),
                (demo, 70, self.env._("Is there a shuttle from the station?")),
                (
                    admin,
                    69,
                    self.env._("Yes, at a quarter past three and at half past three."),
                ),
            ],
        )
        self._open_channel(
            "discuss_theme.theme_hr",
            self.env._("Leave and cover"),
            self.env._("Who is away, and who stands in."),
            [
                (
                    demo,
                    30,
                    self.env._(
                        "I am away from Wednesday to Friday. Mitchell takes my calls, "
                        "and the open quotations are up to date."
                    ),
                ),
            ],
        )
        self._open_channel(
            "discuss_theme.theme_customers",
            self.env._("Customer feedback"),
            self.env._("What customers tell us, good and bad, in their words."),
            [
                (
                    demo,
                    28,
                    self.env._(
                        "Azure Interior: delivery was two days early, but nobody told "
                        "them. They had to find room for twelve desks."
                    ),
                ),
                (
                    admin,
                    27,
                    self.env._(
                        "Good to know. From now on the warehouse calls the day before, "
                        "whatever the date."
                    ),
                ),
                (
                    demo,
                    5,
                    self.env._(
                        "Deco Addict loves the new finish, and asks for it on the "
                        "meeting tables, too."
                    ),
                ),
            ],
        )
        self._open_channel(
            "discuss_theme.theme_customers",
            self.env._("Trade fairs"),
            self.env._("Where we exhibit, who goes, what we bring."),
            [
                (
                    admin,
                    26,
                    self.env._(
                        "The stand for the spring fair is booked: hall 4, next to the "
                        "entrance. Who would like to come?"
                    ),
                ),
            ],
        )
        self._open_channel(
            "discuss_theme.theme_it",
            self.env._("Odoo questions"),
            self.env._("How do I …? No question is too small."),
            [
                (
                    demo,
                    25,
                    self.env._(
                        "How do I send a quotation again after the customer has "
                        "changed their address?"
                    ),
                ),
                (
                    admin,
                    24,
                    self.env._(
                        "Change the address on the contact, then open the quotation "
                        "and press “Send”. The earlier version stays in the history."
                    ),
                ),
            ],
        )
        self._open_channel(
            "discuss_theme.theme_quality",
            self.env._("Defects and fixes"),
            self.env._("A defect, its cause, what we changed."),
            [
                (
                    admin,
                    23,
                    self.env._(
                        "Three drawers in the last batch would not close. The runners "
                        "came in another length: purchasing has blocked the reference."
                    ),
                ),
                (
                    demo,
                    4,
                    self.env._(
                        "The supplier takes them back, and sends the right ones on "
                        "Monday."
                    ),
                ),
            ],
        )

    def _open_channel(self, theme, name, purpose, sayings, **values):
        """Create a channel in which something has been said.

        :param str theme: external id of its theme
        :param list sayings: (partner, how many hours ago, text) in order; the members
            are those who speak
        :param values: more values of the channel; without any, it is a public one
        """
        members = self.env["res.partner"].union(*(who for who, _when, _text in sayings))
        channel = self.env["discuss.channel"].create(
            {
                "channel_type": "channel",
                "name": name,
                "description": purpose,
                "theme_id": self.env.ref(theme).id,
                "channel_member_ids": [
                    Command.create({"partner_id": member.id}) for member in members
                ],
                **values,
            }
        )
        now = fields.Datetime.now()
        self.env["mail.message"].create(
            [
                {
                    "model": channel._name,
                    "res_id": channel.id,
                    "message_type": "comment",
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                    "author_id": who.id,
                    "date": now - timedelta(hours=hours_ago),
                    "body": text,
                }
                for who, hours_ago, text in sayings
            ]
        )
        channel.last_interest_dt = now - timedelta(hours=sayings[-1][1])
        return channel
