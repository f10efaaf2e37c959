from odoo import fields
from odoo.tests import tagged

from odoo.addons.sale_portal_space.tests.common import SaleSpaceCommon


@tagged("post_install", "-at_install")
class TestProjectSteps(SaleSpaceCommon):
    """How far the project of an order is, in the strip of the order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids += cls.env.ref("project.group_project_manager")
        cls.fitting, cls.plan = cls.env["product.product"].create(
            [
                {
                    "name": name,
                    "type": "service",
                    "taxes_id": False,
                    **values,
                }
                for name, values in (
                    ("Fitting", {"service_tracking": "task_in_project"}),
                    (
                        "Plan",
                        {
                            "service_tracking": "project_only",
                            "service_policy": "delivered_milestones",
                        },
                    ),
                )
            ]
        )

    def _project(self, order, shared=True):
        project = order.project_ids
        project.privacy_visibility = "portal"
        project.name = "New office"
        partners = self.owner.partner_id.ids if shared else []
        everybody = self.owner.partner_id.ids + self.customer.ids
        project.message_unsubscribe(everybody)
        project.task_ids.message_unsubscribe(everybody)
        project.message_subscribe(partners)
        project.task_ids.message_subscribe(partners)
        return project

    def test_tasks(self):
        order = self._confirmed((self.fitting, 5, 10))
        project = self._project(order)
        self.env["project.task"].create(
            {
                "name": "Measure",
                "project_id": project.id,
                "sale_line_id": order.order_line.id,
                "message_partner_ids": self.owner.partner_id.ids,
            }
        )
        done, last = project.task_ids
        self.assertEqual(
            self._strip(order), "+Accepted >Project -Tasks -Invoice -Payment"
        )
        self.assertEqual(self._detail(order, "step_tasks"), "0/2")
        self.assertEqual(self._detail(order, "step_project"), "New office")
        done.state = "1_done"
        self.assertEqual(
            self._strip(order), "+Accepted >Project >Tasks -Invoice -Payment"
        )
        last.state = "1_canceled"
        self.assertEqual(self._detail(order, "step_tasks"), "1/1")
        self.assertEqual(
            self._strip(order), "+Accepted +Project +Tasks -Invoice -Payment"
        )
        step = order.with_user(self.owner)._portal_space_steps()[order.id][1]
        self.assertEqual(step.url, f"/my/projects/{project.id}")

    def test_milestones(self):
        order = self._confirmed((self.plan, 2, 100))
        project = self._project(order)
        project.allow_milestones = True
        # the one that the order made
        project.milestone_ids.unlink()
        first, second = self.env["project.milestone"].create(
            [
                {
                    "name": name,
                    "project_id": project.id,
                    "sale_line_id": order.order_line.id,
                    "quantity_percentage": 0.5,
                    "deadline": fields.Date.add(fields.Date.today(), days=days),
                }
                for name, days in (("Draft", 5), ("Final", 9))
            ]
        )
        self.assertEqual(self._detail(order, "step_milestone"), "0/2")
        first.is_reached = True
        self.assertEqual(self._detail(order, "step_milestone"), "1/2")
        steps = order.with_user(self.owner)._portal_space_steps()[order.id]
        self.assertEqual(steps[2].date, second.deadline)

    def test_who(self):
        """Whoever may not open the project is told nothing of it, by the page of the
        order or at home."""
        order = self._confirmed((self.fitting, 5, 10))
        plain = "+Accepted -Invoice -Payment"
        project = self._project(order, shared=False)
        public = self.env.ref("base.public_user")
        self.assertEqual(self._strip(order), plain)
        project.message_subscribe(self.owner.partner_id.ids)
        self.assertEqual(self._strip(order), "+Accepted >Project -Invoice -Payment")
        as_public = order.with_user(public).sudo()
        labels = [step.label for step in as_public._portal_space_steps()[order.id]]
        self.assertEqual(labels, ["Accepted", "Invoice", "Payment"])
        project.privacy_visibility = "employees"
        self.assertEqual(self._strip(order), plain)

    def test_other_orders(self):
        """In a project of several orders, each counts its own."""
        project = self.env["project.project"].create(
            {
                "name": "Maintenance",
                "allow_billable": True,
                "privacy_visibility": "portal",
            }
        )
        self.fitting.write(
            {"service_tracking": "task_global_project", "project_id": project.id}
        )
        one = self._confirmed((self.fitting, 5, 10))
        two = self._confirmed((self.fitting, 5, 10), (self.fitting, 1, 10))
        project.message_subscribe(self.owner.partner_id.ids)
        project.task_ids.message_subscribe(self.owner.partner_id.ids)
        self.assertEqual(self._detail(one, "step_tasks"), "0/1")
        self.assertEqual(self._detail(two, "step_tasks"), "0/2")

    def test_queries(self):
        orders = self.env["sale.order"]
        for _number in range(6):
            order = self._confirmed((self.fitting, 1, 10), (self.plan, 1, 10))
            for project in order.project_ids:
                project.write({"privacy_visibility": "portal"})
                project.message_subscribe(self.owner.partner_id.ids)
            orders |= order

        def queries(records):
            self.env.invalidate_all()
            records = records.with_user(self.owner)
            before = self.env.cr.sql_log_count
            records._portal_space_steps()
            return self.env.cr.sql_log_count - before

        queries(orders)
        self.assertEqual(queries(orders[:2]), queries(orders))
