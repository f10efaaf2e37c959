from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _portal_space_work_steps(self):
        steps = super()._portal_space_work_steps()
        confirmed = self.filtered(lambda order: order.state == "sale")
        projects = confirmed._portal_space_projects()
        if not any(projects.values()):
            return steps
        milestones = confirmed._portal_space_milestones(projects)
        tasks = confirmed._portal_space_tasks()
        for order in confirmed.filtered(lambda order: projects[order.id]):
            steps[order.id] = [
                *steps[order.id],
                *order._portal_space_project_steps(
                    projects[order.id], milestones[order.id], tasks[order.id]
                ),
            ]
        return steps

    @api.model
    def _portal_space_entry_fields(self):
        return [*super()._portal_space_entry_fields(), "project_id"]

    @api.model
    def _portal_space_line_fields(self):
        return [*super()._portal_space_line_fields(), "project_id"]

    def _portal_space_projects(self):
        """The projects of each order that the reader may open.

        :return: dict of ``{record id: project.project}``
        """
        # sudo: project.project - found for the order, then kept if the reader may read
        # it by themselves
        orders_sudo = self.sudo()
        found_sudo = orders_sudo.env["project.project"].search(
            Domain("is_template", "=", False)
            & (
                Domain("sale_line_id", "in", orders_sudo.order_line.ids)
                | Domain("reinvoiced_sale_order_id", "in", self.ids)
            )
        )
        of_order = defaultdict(found_sudo.browse)
        for project in found_sudo:
            of_order[project.sale_order_id.id] |= project
            of_order[project.reinvoiced_sale_order_id.id] |= project
        for order in orders_sudo:
            of_order[order.id] |= order.project_id | order.order_line.project_id
        everything = found_sudo.union(*of_order.values()).sudo(False)
        readable = everything._filtered_access("read")
        return {order.id: of_order[order.id].sudo(False) & readable for order in self}

    def _portal_space_milestones(self, projects):
        """The milestones of each order: those that its lines are delivered by, and
        those of a project made for it. No more than their number and dates is shown.

        :return: dict of ``{record id: project.milestone}`` (sudo)
        """
        # sudo: project.milestone - of projects that the reader may open
        milestones_sudo = self.env["project.milestone"].sudo()
        readable = self.env["project.project"].union(*projects.values())
        found_sudo = milestones_sudo.search(
            Domain("project_id", "in", readable.ids)
            & Domain("project_id.allow_milestones", "=", True)
            & (
                Domain("sale_line_id.order_id", "in", self.ids)
                | Domain("project_id.sale_line_id.order_id", "in", self.ids)
            )
        )
        result = dict.fromkeys(self.ids, milestones_sudo)
        for milestone in found_sudo:
            order = (
                milestone.sale_line_id.order_id
                or milestone.project_id.sale_line_id.order_id
            )
            if order.id in result:
                result[order.id] |= milestone
        return result

    def _portal_space_tasks(self):
        """How many tasks of each order there are that the reader may read.

        :return: dict of ``{record id: (done, all)}``
        """
        tasks = self.env["project.task"].sudo(False)
        done, total = defaultdict(int), defaultdict(int)
        if tasks.has_access("read"):
            domain = Domain("sale_order_id", "in", self.ids)
            domain &= tasks._portal_space_real_domain()
            domain &= Domain("state", "!=", "1_canceled")
            for order, state, number in tasks._read_group(
                domain, ["sale_order_id", "state"], ["__count"]
            ):
                total[order.id] += number
                done[order.id] += number if state == "1_done" else 0
        return {order.id: (done[order.id], total[order.id]) for order in self}

    def _portal_space_project_steps(self, projects, milestones, tasks):
        """The steps of an order that its projects make. Modules that know more of
        them, as hours, add to it.

        :param tasks: how many are done, and how many there are
        """
        self.ensure_one()
        steps = []
        if milestones:
            reached = milestones.filtered("is_reached")
            coming = (milestones - reached).filtered("deadline").mapped("deadline")
            steps.append(
                Step(
                    "step_milestone",
                    self.env._("Milestones"),
                    self._portal_space_state(len(reached), len(milestones)),
                    detail=f"{len(reached)}/{len(milestones)}",
                    date=min(coming, default=None),
                )
            )
        tasks_done, tasks_all = tasks
        if tasks_all:
            steps.append(
                Step(
                    "step_tasks",
                    self.env._("Tasks"),
                    self._portal_space_state(tasks_done, tasks_all),
                    detail=f"{tasks_done}/{tasks_all}",
                )
            )
        over = bool(steps) and all(step.state == DONE for step in steps)
        one = projects if len(projects) == 1 else projects.browse()
        today = fields.Date.context_today(self)
        dates = projects.filtered("date").mapped("date")
        project_step = Step(
            "step_project",
            self.env._("Project") if one else self.env._("Projects"),
            DONE if over else CURRENT,
            detail=one.name or str(len(projects)),
            date=max((day for day in dates if day >= today), default=None),
            url=f"/my/projects/{one.id}" if one else "/my/projects",
        )
        return [project_step, *steps]

    def _portal_space_state(self, done, total):
        return DONE if done == total else CURRENT if done else TODO
