from odoo import models

from ..tools.news import is_quiet


class ProjectMilestone(models.Model):
    _inherit = "project.milestone"

    def write(self, vals):
        if not vals.get("is_reached") or is_quiet(self.env):
            return super().write(vals)
        reached = self.filtered(lambda milestone: not milestone.is_reached)
        result = super().write(vals)
        reached.project_id.filtered("allow_milestones").with_context(
            portal_space_milestone=True
        )._portal_space_tell("progress")
        return result
