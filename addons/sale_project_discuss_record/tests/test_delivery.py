from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestDelivery(DiscussRecordCommon):
    """One conversation for an order and for what is made to deliver it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        # reads projects and tasks as any employee does, and no orders
        cls.deliverer = cls._new_user("deliverer")
        cls.customer = cls.env["res.partner"].create({"name": "Azure"})
        cls.shared_project = cls.env["project.project"].create(
            {"name": "Support", "privacy_visibility": "employees"}
        )
        cls.fitting, cls.support = cls.env["product.product"].create(
            [
                {
                    "name": name,
                    "type": "service",
                    "service_tracking": tracking,
                    "project_id": project.id,
                }
                for name, tracking, project in (
                    ("Fitting", "task_in_project", cls.shared_project.browse()),
                    ("Support", "task_global_project", cls.shared_project),
                )
            ]
        )

    def _new_order(self, product):
        return (
            self.env["sale.order"]
            .with_user(self.salesperson)
            .create(
                {
                    "partner_id": self.customer.id,
                    "order_line": [Command.create({"product_id": product.id})] * 2,
                }
            )
        )

    def _made_by(self, order):
        """Return the project and the tasks that the order made."""
        lines = order.sudo().order_line
        return lines.project_id.with_env(self.env), lines.task_id.with_env(self.env)

    def test_project_and_tasks_carry_on(self):
        order = self._new_order(self.fitting)
        channel = self._open(order, self.salesperson)
        order.action_confirm()
        project, tasks = self._made_by(order)
        self.assertEqual((len(project), len(tasks)), (1, 2))
        self.assertEqual(project.team_channel_id, channel)
        self.assertEqual(tasks.team_channel_id, channel)
        self.assertEqual(project.sudo().task_ids.team_channel_id, channel)
        self.env.cr.precommit.run()
        notes = [
            message.preview
            for message in channel.message_ids
            if "This conversation goes on" in message.preview
        ]
        self.assertEqual(len(notes), 1)
        for record in (project, *tasks):
            self.assertIn(record.name, notes[0])
        headers = channel.with_user(self.salesperson).get_record_headers()
        self.assertIn("Sales Order", [header["state"] for header in headers])

    def test_pressed_on_the_project_first(self):
        """By somebody who does not see the order."""
        order = self._new_order(self.fitting)
        order.action_confirm()
        project, tasks = self._made_by(order)
        with self.assertRaises(AccessError):
            self._open(order, self.deliverer)
        channel = self._open(project, self.deliverer)
        self.assertEqual(order.team_channel_id, channel)
        self.assertEqual(tasks.team_channel_id, channel)
        self.assertEqual(
            self._members(channel), (self.deliverer | self.salesperson).partner_id
        )
        kinds = [
            header["model"]
            for header in channel.with_user(self.deliverer).get_record_headers()
        ]
        self.assertNotIn("sale.order", kinds)

    def test_who_delivers_reads_what_was_said(self):
        order = self._new_order(self.fitting)
        channel = self._open(order, self.salesperson)
        channel.with_user(self.salesperson).message_post(
            body="Promised for May", message_type="comment"
        )
        self.assertFalse(channel._filter_open_to(self.deliverer))
        order.action_confirm()
        project, _tasks = self._made_by(order)
        self.assertEqual(self._open(project, self.deliverer), channel)
        self.assertIn(
            "Promised for May",
            channel.with_user(self.deliverer).message_ids.mapped("preview"),
        )
        with self.assertRaises(AccessError):
            self._open(order, self.deliverer)

    def test_project_by_invitation(self):
        order = self._new_order(self.fitting)
        channel = self._open(order, self.salesperson)
        order.action_confirm()
        project, _tasks = self._made_by(order)
        project.privacy_visibility = "followers"
        with self.assertRaises(AccessError):
            self._open(project, self.deliverer)
        self.assertFalse(channel._filter_open_to(self.deliverer))

    def test_other_tasks(self):
        order = self._new_order(self.fitting)
        channel = self._open(order, self.salesperson)
        order.action_confirm()
        project, tasks = self._made_by(order)
        added = self.env["project.task"].create(
            {"name": "Added", "project_id": project.id}
        )
        copied = tasks[0].copy()
        self.assertEqual(added.sale_line_id.order_id, order.sudo(False))
        for task in (added, copied):
            self.assertFalse(task.team_channel_id)
        self.assertFalse(self._open(added, self.deliverer).parent_channel_id)
        for task in (copied, tasks[0]):
            task.open_own_channel()
            self.assertEqual(task.team_channel_id.parent_channel_id, channel)
        self.assertEqual((project | tasks[1].project_id).team_channel_id, channel)

    def test_task_in_a_project_of_many_customers(self):
        orders = self._new_order(self.support) | self._new_order(self.support)
        channels = [self._open(order, self.salesperson) for order in orders]
        orders.action_confirm()
        for order, channel in zip(orders, channels, strict=True):
            _project, tasks = self._made_by(order)
            self.assertEqual(len(tasks), 2)
            self.assertEqual(tasks.team_channel_id, channel)
        self.assertFalse(self.shared_project.team_channel_id)

    def test_cancel_and_confirm_again(self):
        order = self._new_order(self.fitting)
        channel = self._open(order, self.salesperson)
        order.action_confirm()
        made = self._made_by(order)
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self._made_by(order), made)
        for records in made:
            self.assertEqual(records.team_channel_id, channel)
        self.assertFalse(made[0].copy().team_channel_id)

    def test_project_linked_later(self):
        order = self._new_order(self.fitting)
        self.fitting.service_tracking = "no"
        order.action_confirm()
        project = self.env["project.project"].create(
            {
                "name": "Late",
                "allow_billable": True,
                "partner_id": self.customer.id,
                "privacy_visibility": "employees",
            }
        )
        channel = self._open(project, self.deliverer)
        project.sale_line_id = order.order_line[0].id
        self.assertEqual(order.team_channel_id, channel)

    def test_signed_by_the_customer(self):
        """What the customer's signature makes is noted by Odoo."""
        order = self._new_order(self.fitting)
        channel = self._open(order, self.salesperson)
        customer = self._new_user("customer", "base.group_portal")
        order.with_user(customer).sudo().action_confirm()
        self.env.cr.precommit.run()
        project, _tasks = self._made_by(order)
        self.assertEqual(project.team_channel_id, channel)
        note = channel.message_ids.filtered(
            lambda m: "This conversation goes on" in m.preview
        )
        self.assertEqual(note.author_id, self.env.ref("base.partner_root"))
        self.assertEqual(self._members(channel), self.salesperson.partner_id)
