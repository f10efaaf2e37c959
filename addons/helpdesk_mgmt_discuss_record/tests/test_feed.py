from odoo.tests import tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestFeed(RequestCommon):
    """What becomes of a request is told in its channel, and of nobody's mail."""

    def test_life_of_a_request(self):
        ticket = self._new_ticket()
        channel = self._open(ticket, self.manager)
        self._end_transaction()
        name = ticket.display_name
        for user, change, lines in (
            (
                self.owner,
                lambda own: own.assign_to_me(),
                [f"{name} Assigned to: owner"],
            ),
            (
                self.manager,
                lambda own: own.write({"user_id": self.team_mate.id}),
                [f"{name} Assigned to: owner → mate"],
            ),
            (
                self.manager,
                lambda own: own.write({"stage_id": self.progress.id}),
                [f"{name} Stage: New → In Progress"],
            ),
            (
                self.manager,
                lambda own: own.write({"stage_id": self.done.id}),
                [
                    "closed this channel: Done",
                    f"{name} Stage: In Progress → Done",
                ],
            ),
            (self.manager, lambda own: own.write({"description": "Dark!"}), []),
        ):
            with self.subTest(lines=lines):
                before = len(self._feed_lines(self._feed_notes(channel)))
                change(ticket.with_user(user))
                self._end_transaction()
                found = self._feed_lines(self._feed_notes(channel))[before:]
                self.assertCountEqual(found, lines)
        self.assertFalse(self._feed_notes(channel).notified_partner_ids)

    def test_the_customer_closes_it(self):
        """As the portal does: no outsider is the author of what colleagues read."""
        channel = self._open(self.ticket, self.owner)
        self._end_transaction()
        # sudo: helpdesk.ticket - as the route of the portal
        self.ticket.with_user(self.customer).sudo().stage_id = self.done
        self._end_transaction()
        self.assertTrue(channel.is_closed)
        notes = self._feed_notes(channel)
        self.assertTrue(notes)
        self.assertEqual(notes.author_id, self.env.ref("base.partner_root"))
        self.assertFalse(notes[0].with_user(self.customer).has_access("read"))
