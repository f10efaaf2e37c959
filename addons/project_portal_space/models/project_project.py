from collections import defaultdict
from dataclasses import replace

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.home import DONE, TODO, Step

from ..tools.news import is_quiet, keep_readers
from ..tools.progress import Progress, is_started, tasks_label


class ProjectProject(models.Model):
    _name = "project.project"
    _inherit = ["project.project", "portal.space.mixin"]

    def write(self, vals):
        tells = vals.keys() & {"stage_id", "last_update_id", "last_update_status"}
        if not tells or is_quiet(self.env):
            return super().write(vals)
        before = self.filtered(lambda project: project._portal_space_finished())
        result = super().write(vals)
        after = self.filtered(lambda project: project._portal_space_finished())
        (after - before)._portal_space_tell("progress")
        return result

    # Where it stands

    @api.model
    def _portal_space_under_way_domain(self):
        """Projects that are neither finished nor templates, as a ``Domain``."""
        domain = Domain("is_template", "=", False)
        domain &= Domain("last_update_status", "!=", "done")
        if self._portal_space_has_stages():
            # sudo: project.project - whether a stage means finished is all that the
            # customer, who may not read stages, learns of it
            folded = self.sudo()._search([("stage_id.fold", "=", True)])
            domain &= Domain("id", "not in", folded)
        return domain

    @api.model
    def _portal_space_has_stages(self):
        """Whether the company uses stages of projects."""
        return self.env["res.groups"]._is_feature_enabled(
            "project.group_project_stages"
        )

    def _portal_space_finished(self):
        """Whether this is finished, as Odoo sees it: in a folded stage, or with an
        update that says "complete"."""
        self.ensure_one()
        if self.last_update_status == "done":
            return True
        # sudo: project.project.stage - see _portal_space_under_way_domain
        return self._portal_space_has_stages() and self.sudo().stage_id.fold

    def _portal_space_progress(self):
        """How far each project is.

        :return: dict of ``{project id: Progress}``
        """
        if known := self.env.context.get("portal_space_progress"):
            return known
        # sudo: project.milestone - Odoo shows a project's milestones to customers who
        # edit it, and the name of a task's to all; whoever may read the project sees
        # their names and dates here, unless the company hides that step
        milestones_sudo = self.env["project.milestone"].sudo()
        milestones_of = milestones_sudo.search(
            [("project_id", "in", self.filtered("allow_milestones").ids)]
        ).grouped(lambda milestone: milestone.project_id.id)
        # Who comes by a link without a log-in finds all tasks on the project's page,
        # others those that they may read.
        # sudo: project.task - numbers alone, for who came by the project's link
        tasks = self.env["project.task"].sudo(
            self.env.su and self.env.user._is_public()
        )
        number_of = defaultdict(dict)
        for project, state, number in tasks._read_group(
            Domain("project_id", "in", self.ids) & tasks._portal_space_real_domain(),
            ["project_id", "state"],
            ["__count"],
        ):
            number_of[project.id][state] = number
        return {
            project.id: Progress(
                milestones=milestones_of.get(project.id, milestones_sudo),
                tasks_done=number_of[project.id].get("1_done", 0),
                tasks=sum(
                    number
                    for state, number in number_of[project.id].items()
                    if state != "1_canceled"
                ),
                finished=project._portal_space_finished(),
            )
            for project in self
        }

    def _portal_space_steps(self):
        progress_of = self._portal_space_progress()
        return {
            project.id: [
                project._portal_space_start_step(progress_of[project.id]),
                *progress_of[project.id].milestone_steps(),
                *progress_of[project.id].tasks_step(project),
                project._portal_space_end_step(progress_of[project.id]),
            ]
            for project in self
        }

    def _portal_space_start_step(self, progress):
        started = progress.finished or is_started(self)
        return Step(
            "step_project_started",
            self.env._("Started") if started else self.env._("Start"),
            DONE if started else TODO,
            date=self.date_start or None,
        )

    def _portal_space_end_step(self, progress):
        return Step(
            "step_project_finished",
            self.env._("Finished") if progress.finished else self.env._("End"),
            DONE if progress.finished else TODO,
            date=None if progress.finished else self.date or None,
        )

    # Home

    @api.model
    def _portal_space_entry_fields(self):
        return [
            *super()._portal_space_entry_fields(),
            *("name", "label_tasks", "user_id", "date_start", "date"),
            *("allow_milestones", "last_update_status"),
        ]

    def _portal_space_entries(self, action="", **values):
        self._portal_space_read_ahead()
        progress_of = self._portal_space_progress()
        shows = self.env["portal.space"]._with_sections()._shows
        # their steps are made of the same
        projects = self.with_context(portal_space_progress=progress_of)
        entries = super(ProjectProject, projects)._portal_space_entries(
            action, **values
        )
        return [
            replace(
                entry,
                **project._portal_space_entry_progress(progress_of[project.id], shows)
                | values,
            )
            for project, entry in zip(self, entries, strict=True)
        ]

    def _portal_space_entry_progress(self, progress, shows):
        """What the line of this project says of its progress, as values of ``Entry``.

        :param progress: :class:`Progress`
        :param shows: tells of a step's code whether it is shown
        """
        self.ensure_one()
        details = []
        share = milestone = None
        if progress.milestones and shows("step_milestone"):
            milestone = progress.next_milestone
            reached, number = progress.milestones_reached, len(progress.milestones)
            share = reached / number
            details.append(
                self.env._(
                    "Milestones: %(reached)s of %(all)s", reached=reached, all=number
                )
            )
        if progress.tasks and shows("step_tasks"):
            share = progress.tasks_done / progress.tasks
            details.append(
                self.env._(
                    "%(tasks)s: %(done)s of %(all)s",
                    tasks=tasks_label(self),
                    done=progress.tasks_done,
                    all=progress.tasks,
                )
            )
        if milestone and milestone.deadline:
            date, label = milestone.deadline, milestone.name
        else:
            date, label = (
                shows("step_project_finished") and self.date,
                self.env._("End"),
            )
        return {
            "detail": " · ".join(details),
            "date": date or None,
            "date_label": label,
            "late": bool(date) and date < fields.Date.context_today(self),
            "share": 1 if progress.finished else share,
        }

    # Documents

    def _portal_space_document_paths(self):
        return {
            **super()._portal_space_document_paths(),
            "project.task": "project_id",
        }

    # News

    def _portal_space_partners(self):
        return keep_readers(self, super()._portal_space_partners())

    def _portal_space_news_title(self, kind):
        if kind == "progress":
            if self._portal_space_finished():
                return self.env._("Your project %s is finished", self.display_name)
            if self.env.context.get("portal_space_milestone"):
                return self.env._(
                    "Your project %s has reached a milestone", self.display_name
                )
        return super()._portal_space_news_title(kind)
