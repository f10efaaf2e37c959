from odoo import models


class ProjectProject(models.Model):
    _name = "project.project"
    _inherit = ["project.project", "discuss.record.mixin"]

    _discuss_theme = "project_discuss_record.theme_projects"
    _discuss_header_fields = ("partner_id", "date")
    _discuss_state_field = "stage_id"
