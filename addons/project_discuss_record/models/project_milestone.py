from odoo import models


class ProjectMilestone(models.Model):
    _inherit = "project.milestone"

    def write(self, vals):
        reached = self.browse()
        if vals.get("is_reached"):
            reached = self.filtered(lambda milestone: not milestone.is_reached)
        result = super().write(vals)
        # sudo: project.project - who reaches a milestone need not see the channel
        for milestone in reached.sudo():
            milestone.project_id._discuss_feed_tell("milestone", milestone.name)
        return result
