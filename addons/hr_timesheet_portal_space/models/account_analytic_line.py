from odoo import models
from odoo.fields import Domain


class AccountAnalyticLine(models.Model):
    _inherit = "account.analytic.line"

    def _timesheet_get_portal_domain(self):
        """Of the hours of their company, customers who are to see their own see those
        of projects and tasks that they may read, and those that name them: stock asks
        for no more than the company, and searches as superuser."""
        domain = super()._timesheet_get_portal_domain()
        user = self.env.user
        if not user._is_portal() or not self.env["portal.space"]._is_limited():
            return domain
        # sudo(False): what the rules of projects and tasks let this person read; of
        # archived projects, too, as stock has it
        projects, tasks = (
            self.env[model].sudo(False).with_context(active_test=False)._search([])
            for model in ("project.project", "project.task")
        )
        return Domain(domain) & (
            Domain("project_id", "in", projects)
            | Domain("task_id", "in", tasks)
            | Domain("partner_id", "=", user.partner_id.id)
        )
