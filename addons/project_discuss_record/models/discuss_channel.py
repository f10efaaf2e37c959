from odoo import fields, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    project_ids = fields.One2many(
        "project.project",
        "team_channel_id",
        string="Projects",
        groups="project.group_project_user",
    )
    task_ids = fields.One2many(
        "project.task",
        "team_channel_id",
        string="Tasks",
        groups="project.group_project_user",
    )
