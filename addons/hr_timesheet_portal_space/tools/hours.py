"""The step that says how much time was spent."""

from dataclasses import replace

from odoo.tools import format_duration
from odoo.tools.misc import formatLang

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step


def hours_steps(records, time_of):
    """The step of each record that has something to say of its time: a sum, never who
    spent it.

    :param records: with ``allow_timesheets``
    :param time_of: from a record to the hours spent and planned; 0 if nothing is
    :return: dict of ``{record id: Step}``
    """
    said = _speaker(records.env)
    steps = {}
    for record in records.filtered("allow_timesheets"):
        spent, planned = time_of(record)
        if planned:
            detail = record.env._(
                "%(spent)s of %(planned)s", spent=said(spent), planned=said(planned)
            )
        else:
            detail = said(spent)
        if spent or planned:
            steps[record.id] = Step(
                "step_hours",
                record.env._("Time spent"),
                CURRENT if spent else TODO,
                detail=detail,
            )
    return steps


def insert_step(steps, step):
    """Put the step of the time before the last one. Once that is done, so is this."""
    if not step:
        return steps
    *before, last = steps
    if last.state == DONE:
        step = replace(step, state=DONE)
    return [*before, step, last]


def _speaker(env):
    """What says a number of hours as the company's timesheets do, in hours or in
    days."""
    if not env["account.analytic.line"]._is_timesheet_encode_uom_day():
        return format_duration
    # sudo: uom.uom - how many hours a day has
    hour = env.ref("uom.product_uom_hour").sudo()
    # sudo: uom.uom - the same
    day = env.ref("uom.product_uom_day").sudo()

    def in_days(hours):
        days = hour._compute_quantity(hours, day, raise_if_failure=False)
        return env._("%s days", formatLang(env, days, digits=2))

    return in_days
