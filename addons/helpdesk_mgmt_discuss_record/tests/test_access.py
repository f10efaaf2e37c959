from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestAccess(RequestCommon):
    """Who may read the request may enter its conversation, nobody else; who loses the
    one leaves the other."""

    def test_who_may_enter(self):
        """By user, team, group, company, as the customer or a follower."""
        free = self._new_ticket()
        nowhere = self._new_ticket(team_id=False)
        followed = self._new_ticket()
        followed.message_subscribe((self.colleague | self.customer).partner_id.ids)
        own = self._new_ticket(partner_id=self.colleague.partner_id.id)
        everybody = (
            self.owner
            | self.other_owner
            | self.team_mate
            | self.stranger
            | self.manager
            | self.colleague
            | self.customer
        )
        team = self.team_mate | self.manager
        for ticket, welcome in (
            (self.ticket, team | self.owner),
            (free, team | self.owner | self.other_owner),
            (nowhere, team | self.stranger),
            (followed, team | self.owner | self.other_owner | self.colleague),
            (own, team | self.owner | self.other_owner | self.colleague),
        ):
            for user in everybody:
                with self.subTest(ticket=ticket.number, user=user.login):
                    if user in welcome:
                        channel = self._open(ticket, user)
                        self.assertIn(user.partner_id, self._members(channel))
                    else:
                        with self.assertRaises(AccessError):
                            self._open(ticket, user)

    def test_the_customer_reads_the_request_and_nothing_of_the_talk(self):
        channel = self._open(self.ticket, self.owner)
        said = channel.with_user(self.owner).message_post(
            body="He cut the wire", message_type="comment"
        )
        ticket = self.ticket.with_user(self.customer)
        self.assertEqual(ticket.name, "Broken lamp")
        for refused in (
            lambda: ticket.read(["team_channel_id"]),
            lambda: ticket.open_team_channel(),
            lambda: ticket.write({"team_channel_id": False}),
            lambda: channel.with_user(self.customer).read(["name"]),
            lambda: said.with_user(self.customer).read(["body"]),
            lambda: channel.with_user(self.owner).add_members(
                self.customer.partner_id.ids
            ),
        ):
            with self.assertRaises(UserError):
                refused()
        self.assertNotIn(self.customer.partner_id, self._members(channel))

    def test_who_loses_the_request_leaves(self):
        """By whichever road; who was invited stays."""
        support = self.support
        roads = {
            "assigned to somebody else, and not followed any more": (
                self.owner,
                "record",
                {"user_id": self.owner.id},
                lambda ticket: (
                    ticket.write({"user_id": self.other_owner.id}),
                    # who was assigned follows it, and may read it by that
                    ticket.message_unsubscribe(self.owner.partner_id.ids),
                ),
            ),
            "taken by somebody": (
                self.other_owner,
                "record",
                {},
                lambda ticket: ticket.write({"user_id": self.owner.id}),
            ),
            "goes to another team": (
                self.team_mate,
                "record",
                {},
                lambda ticket: ticket.write({"team_id": self.logistics.id}),
            ),
            "taken off the followers": (
                self.colleague,
                "record",
                {"followers": self.colleague},
                lambda ticket: ticket.message_unsubscribe(
                    self.colleague.partner_id.ids
                ),
            ),
            "no more the customer": (
                self.colleague,
                "record",
                {"partner_id": self.colleague.partner_id.id},
                lambda ticket: ticket.write(
                    {"partner_id": self.customer.partner_id.id}
                ),
            ),
            "leaves the team": (
                self.team_mate,
                "team",
                {},
                lambda _ticket: support.write(
                    {"user_ids": [Command.unlink(self.team_mate.id)]}
                ),
            ),
            "leaves the team, on their own form": (
                self.team_mate,
                "team",
                {},
                lambda _ticket: self.team_mate.write(
                    {"helpdesk_team_ids": [Command.clear()]}
                ),
            ),
            "the team is archived": (
                self.team_mate,
                "team",
                {},
                lambda _ticket: support.write({"active": False}),
            ),
            "the team is deleted": (
                self.other_owner,
                "team",
                {},
                lambda _ticket: support.unlink(),
            ),
            "loses their rights": (
                self.manager,
                "group",
                {},
                lambda _ticket: self.manager.write(
                    {"group_ids": [Command.set(self.env.ref("base.group_user").ids)]}
                ),
            ),
        }
        for road, (user, reason, values, change) in roads.items():
            with self.subTest(road=road), self.env.cr.savepoint() as savepoint:
                followers = values.pop("followers", self.env["res.users"])
                ticket = self._new_ticket(**values)
                ticket.message_subscribe(followers.partner_id.ids)
                channel = self._open(ticket, user)
                guest = self._new_user("guest")
                channel.with_user(user).add_members(guest.partner_id.ids)
                self._end_transaction()
                self.assertIn(user.partner_id, self._members(channel))
                change(ticket)
                self._end_transaction()
                self.assertNotIn(user.partner_id, self._members(channel))
                self.assertIn(guest.partner_id, self._members(channel))
                self.assertFalse(channel.with_user(user).has_access("read"))
                departure = self.env["discuss.record.departure"].search(
                    [("channel_id", "=", channel.id)]
                )
                self.assertEqual(departure.partner_id, user.partner_id)
                self.assertEqual(departure.reason, reason)
                # each from the same start
                savepoint.rollback()
                self.env.transaction.clear()
                self.env.registry.clear_cache()

    def test_who_may_still_read_it_stays(self):
        """Who leaves a team that is not that of the request, or gets another one."""
        channel = self._open(self.ticket, self.team_mate)
        self.logistics.user_ids = [Command.link(self.team_mate.id)]
        self.team_mate.helpdesk_team_ids = [Command.unlink(self.logistics.id)]
        self.support.name = "Care"
        self._end_transaction()
        self.assertIn(self.team_mate.partner_id, self._members(channel))

    def test_another_company(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        channel = self._open(self.ticket, self.team_mate)
        self._end_transaction()
        self.ticket.company_id = elsewhere
        self._end_transaction()
        self.assertNotIn(self.team_mate.partner_id, self._members(channel))
        self.assertEqual(channel.sudo().record_company_ids, elsewhere)
        with self.assertRaises(AccessError):
            self._open(self.ticket, self.manager)

    def test_a_team_does_not_grow_dearer(self):
        """To leave a team costs as much with ten conversations as with two."""

        def count(number):
            tickets = [self._new_ticket() for _i in range(number)]
            for ticket in tickets:
                self._open(ticket, self.manager)
            self._end_transaction()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.support.user_ids = [Command.unlink(self.team_mate.id)]
            self.env.flush_all()
            spent = self.env.cr.sql_log_count - before
            self.support.user_ids = [Command.link(self.team_mate.id)]
            return spent

        count(2)
        self.assertEqual(count(2), count(10))
