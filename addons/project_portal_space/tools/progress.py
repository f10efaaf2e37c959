"""How far a project is, in what a customer is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from odoo import fields, models

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step

# So many milestones have a step of their own, the others are summed up.
MILESTONES_SHOWN = 6
# So many of these, at most, come before the next one.
MILESTONES_BEFORE = 2


@dataclass(frozen=True)
class Progress:
    """Of one project, as its customer may know it."""

    milestones: models.BaseModel
    """In their order (sudo)."""
    tasks_done: int
    tasks: int
    """Those that the customer may read, without cancelled ones."""
    finished: bool

    @property
    def milestones_reached(self) -> int:
        return len(self.milestones.filtered("is_reached"))

    @property
    def next_milestone(self) -> models.BaseModel:
        """The first that is not reached; none once the project is finished."""
        if self.finished:
            return self.milestones.browse()
        return self.milestones.filtered(lambda milestone: not milestone.is_reached)[:1]

    def milestone_steps(self) -> list[Step]:
        """A step of each milestone around the next one. Those before and after, if
        there are many, are summed up."""
        milestones, upcoming = self.milestones, self.next_milestone
        place = milestones.ids.index(upcoming.id) if upcoming else len(milestones)
        first = min(place - MILESTONES_BEFORE, len(milestones) - MILESTONES_SHOWN)
        first = max(first, 0)
        last = first + MILESTONES_SHOWN
        return [
            *self._sum_step(milestones[:first]),
            *map(self._milestone_step, milestones[first:last]),
            *self._sum_step(milestones[last:]),
        ]

    def _milestone_step(self, milestone):
        if milestone.is_reached:
            state = DONE
        else:
            state = CURRENT if milestone == self.next_milestone else TODO
        return Step(
            "step_milestone",
            milestone.name,
            state,
            date=(milestone.is_reached and milestone.reached_date)
            or milestone.deadline
            or None,
        )

    def _sum_step(self, milestones):
        """One step for many milestones, in a list."""
        if len(milestones) < 2:
            return list(map(self._milestone_step, milestones))
        env = milestones.env
        reached = len(milestones.filtered("is_reached"))
        return [
            Step(
                "step_milestone",
                env._("%s more milestones", len(milestones)),
                DONE if reached == len(milestones) else TODO,
                detail=env._("%s reached", reached) if reached else "",
            )
        ]

    def tasks_step(self, project) -> list[Step]:
        """How many tasks are done, in a list; none if there are no tasks."""
        if not self.tasks:
            return []
        if self.finished or self.tasks_done == self.tasks:
            state = DONE
        else:
            state = CURRENT if is_started(project) else TODO
        detail = project.env._(
            "%(done)s of %(all)s done", done=self.tasks_done, all=self.tasks
        )
        return [Step("step_tasks", tasks_label(project), state, detail=detail)]


def is_started(project) -> bool:
    """Whether a project has begun: unless it says that it will, it has."""
    start = project.date_start
    return not start or start <= fields.Date.context_today(project)


def tasks_label(project) -> str:
    """What the project calls its tasks."""
    return project.label_tasks or project.env._("Tasks")
