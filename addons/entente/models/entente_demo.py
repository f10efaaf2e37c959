from datetime import timedelta

from odoo import api, fields, models


class EntenteDemo(models.AbstractModel):
    """The story of the demo company, told in its language.

    Channels open from their records as they do for people.
    """

    _name = "entente.demo"
    _inherit = "discuss.demo"
    _description = "Demo Story"

    @api.model
    def _tell(self):
        """Acme Corporation moves, and its new office has to be furnished."""
        self._in_its_language()._tell_of_acme()

    def _tell_of_acme(self):
        marc = self.env.ref("base.user_demo")
        mitchell = self.env.ref("base.user_admin")
        camille = self.env.ref("entente.user_camille_demo")
        hugo = self.env.ref("entente.user_hugo_demo")
        self._talk(
            self.env.ref("sale.sale_order_1"),
            [
                (
                    marc,
                    self.env._(
                        "Acme moves into its new office on the 15th. Can we deliver "
                        "everything the week before?"
                    ),
                ),
                (
                    camille,
                    self.env._(
                        "Yes, if they sign by Friday: the fitters are free on Thursday "
                        "and Friday of that week."
                    ),
                ),
                (
                    hugo,
                    self.env._(
                        "The large cabinet is in stock. The drawers arrive on Tuesday."
                    ),
                ),
                (
                    marc,
                    self.env._(
                        "Then I promise the 12th, and send the quotation tonight."
                    ),
                ),
            ],
        )
        self._talk(
            self.env.ref("project.project_project_1"),
            [
                (
                    camille,
                    self.env._(
                        "The plans are with the customer. Next step: the measurements "
                        "on site, on Monday."
                    ),
                ),
                (
                    marc,
                    self.env._(
                        "They would like to see the meeting room first. Can we show it "
                        "in 3D?"
                    ),
                ),
                (camille, self.env._("I will have it for Monday.")),
            ],
        )
        self._talk(
            self.env.ref("project.project_1_task_3"),
            [
                (
                    hugo,
                    self.env._(
                        "The acoustic panels exist in 4 and in 6 cm. Which ones do we "
                        "take?"
                    ),
                ),
                (mitchell, self.env._("6 cm in the meeting room, 4 cm elsewhere.")),
            ],
        )
        self._talk(
            self.env.ref("helpdesk_mgmt.helpdesk_ticket_2"),
            [
                (
                    marc,
                    self.env._(
                        "Two of the twelve doors came with a scratch. They send "
                        "pictures."
                    ),
                ),
                (
                    mitchell,
                    self.env._(
                        "We replace them, without asking for the old ones. Tell them "
                        "before noon."
                    ),
                ),
            ],
        )
        self._tell_of_meetings(marc, camille, hugo)

    def _tell_of_meetings(self, marc, camille, hugo):
        """Eight minutes in place of twenty messages, and a daily point."""
        meeting = self._meet(
            self.env.ref("sale.sale_order_1"),
            self.env._("Delivery to Acme"),
            marc + camille + hugo,
        )
        day = fields.Date.context_today(self)
        summary = meeting.with_user(marc).sudo(False)
        message_id = summary.write_summary(
            decisions=self.env._(
                "All is delivered on the 12th, by one lorry.\n"
                "The drawers are fitted on site."
            ),
            actions=[
                {
                    "name": self.env._("Keep the fitters free on Thursday and Friday"),
                    "partner_id": camille.partner_id.id,
                    "date": day + timedelta(days=1),
                },
                {
                    "name": self.env._("Call when the drawers are here"),
                    "partner_id": hugo.partner_id.id,
                    "date": day + timedelta(days=5),
                },
            ],
            notes=self.env._("Their lift is small: nothing longer than 2.20 m."),
        )
        # sudo: mail.message - it took a moment to write it
        message = self.env["mail.message"].sudo().browse(message_id)
        message.date = meeting.ended_date + timedelta(minutes=3)
        # the team of the project meets by one link, each morning
        start = fields.Datetime.now().replace(hour=8, minute=0, second=0)
        channel = self.env.ref("project.project_project_1").team_channel_id
        channel.with_user(camille).sudo(False).start_meeting(
            self.env._("Daily point"), start + timedelta(days=1), is_standing=True
        )

    def _meet(self, record, title, users):
        """Let people meet about ``record`` for eight minutes, after they have talked.

        :param users: the first of them is the host
        :return: the meeting (sudo)
        """
        host = users[0]
        found = record.with_user(host).meet_in_team_channel(title)
        # sudo: discuss.meeting - it was a moment ago, and nobody was in it
        meeting = self.env["discuss.meeting"].sudo().browse(found["meeting_id"])
        end = fields.Datetime.now() - timedelta(minutes=5)
        begin = end - timedelta(minutes=8)
        stays = meeting.attendance_ids
        for user in users:
            stays += stays._create_for(
                meeting.with_user(user).sudo(False), None, "admitted"
            )
        stays._come_in()
        stays.join_date = begin
        meeting.started_date = begin
        card, known = meeting.message_id, record.message_ids
        meeting._end(end)
        card.date = begin
        # sudo: mail.message - the field that says so is nobody's to read
        ended = (
            self.env["mail.message"].sudo().search([("meeting_id", "=", meeting.id)])
        )
        # sudo: mail.message - the demo says when it was written
        (ended - card | record.sudo().message_ids - known).date = end
        return meeting

    def _talk(self, record, sayings):
        """Let people say, in turn, what they have to say about ``record``.

        :param list sayings: (user, text) pairs
        """
        authors = self.env["res.users"].union(*(user for user, _text in sayings))
        for author in authors:
            channel_id = record.with_user(author).open_team_channel()
        date = fields.Datetime.now() - timedelta(minutes=15 * len(sayings))
        for author, text in sayings:
            channel = self.env["discuss.channel"].with_user(author).browse(channel_id)
            message = channel.message_post(
                body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
            )
            # sudo: mail.message - a conversation is not had within a second
            message.sudo().date = date
            date += timedelta(minutes=15)
