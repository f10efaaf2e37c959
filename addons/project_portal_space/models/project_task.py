from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step

from ..tools.news import is_quiet, keep_readers

# So many tasks are looked for by their ids.
NEAR_LIMIT = 20_000


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["project.task", "portal.space.mixin"]

    def write(self, vals):
        if vals.get("state") != "1_done" or is_quiet(self.env):
            return super().write(vals)
        # Of a task that has sub-tasks, the customer is told when the whole is done.
        done = self.filtered(lambda task: task.state != "1_done" and not task.parent_id)
        result = super().write(vals)
        done._portal_space_tell("progress")
        return result

    # Which ones

    @api.model
    def _portal_space_real_domain(self):
        """Tasks that are neither templates nor parts of one: stock asks for the parts
        level by level."""
        self.flush_model(["is_template", "parent_id"])
        return Domain(
            "id",
            "not in",
            SQL(
                """(
                WITH RECURSIVE template (id) AS (
                        SELECT id FROM project_task WHERE is_template IS TRUE
                         UNION
                        SELECT part.id
                          FROM template JOIN project_task AS part
                            ON part.parent_id = template.id
                    )
                SELECT id FROM template
                )"""
            ),
        )

    @api.model
    def _portal_space_alone_domain(self):
        """Tasks whose project the user may not read. Rules of access give a customer
        those that somebody of their company follows, and those of projects in which
        they work themselves; asked for them alone, PostgreSQL reads no others.

        Where customers are given more by a rule, extend this, too.
        """
        projects = self.env["project.project"]
        alone = Domain("project_id", "!=", False)
        alone &= Domain("project_id", "not in", projects._search([]))
        if not self.env.user._is_portal():
            return alone
        # sudo: res.partner, mail.followers, project.collaborator - as the rules, which
        # have the last word
        partner_sudo = self.env.user.sudo().partner_id
        people = partner_sudo.commercial_partner_id.portal_space_people_ids.ids
        followed = partner_sudo.env["mail.followers"]._search(
            Domain("res_model", "=", self._name) & Domain("partner_id", "in", people)
        )
        shared = partner_sudo.env["project.collaborator"]._search(
            Domain("partner_id", "=", partner_sudo.id)
        )
        self.flush_model(["project_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id
                  FROM project_task
                 WHERE id = ANY(ARRAY(%(followed)s))
                   AND project_id NOT IN %(readable)s
                 UNION
                SELECT id
                  FROM project_task
                 WHERE project_id = ANY(ARRAY(%(shared)s))
                   AND project_id NOT IN %(readable)s
                 LIMIT %(limit)s
                """,
                followed=followed.select("res_id"),
                shared=shared.select("project_id"),
                readable=projects._search([]).subselect(),
                limit=NEAR_LIMIT + 1,
            )
        )
        if len(rows) > NEAR_LIMIT:
            return alone
        return alone & Domain("id", "in", [task_id for (task_id,) in rows])

    # Progress

    def _portal_space_steps(self):
        return {task.id: task._portal_space_task_steps() for task in self}

    def _portal_space_task_steps(self):
        self.ensure_one()
        received = Step(
            "step_task_received", self.env._("Received"), DONE, date=self.create_date
        )
        if self.state == "1_canceled":
            return [
                received,
                Step(
                    "step_task_done",
                    self.env._("Cancelled"),
                    DONE,
                    date=self.date_last_stage_update or None,
                ),
            ]
        done = self.state == "1_done"
        # sudo: res.users - whether there is anybody, no more; the page names them
        assigned = bool(self.sudo().user_ids)
        return [
            received,
            Step(
                "step_task_assigned",
                self.env._("Assigned"),
                DONE if assigned or done else CURRENT,
                date=(assigned and self.date_assign) or None,
            ),
            Step(
                "step_task_progress",
                self._portal_space_progress_label(),
                DONE if done else CURRENT if assigned else TODO,
                detail=""
                if done or not self.stage_id
                else self.env._("Stage: %s", self.stage_id.name),
            ),
            Step(
                "step_task_done",
                self.env._("Done"),
                DONE if done else TODO,
                date=(self.date_last_stage_update if done else self.date_deadline)
                or None,
            ),
        ]

    def _portal_space_progress_label(self):
        """What is going on with this task, in a customer's words."""
        return {
            "02_changes_requested": self.env._("Being changed"),
            "03_approved": self.env._("Approved"),
            "04_waiting_normal": self.env._("Waits for other tasks"),
        }.get(self.state) or self.env._("In progress")

    def _portal_space_entry_values(self):
        return super()._portal_space_entry_values() | {
            "date": self.date_deadline or None,
            "date_label": self.env._("Deadline"),
        }

    # News

    def _portal_space_partners(self):
        return keep_readers(self, super()._portal_space_partners())

    def _portal_space_news_title(self, kind):
        if kind == "progress" and self.state == "1_done":
            return self.env._("%s is done", self.display_name)
        return super()._portal_space_news_title(kind)
