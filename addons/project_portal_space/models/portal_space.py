from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.home import Contact, Hint

# Whoever was asked for an opinion longer ago than that is not reminded any more.
ASKED_SINCE = timedelta(days=90)
# So many project managers are named.
MANAGERS = 3


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _waiting(self):
        return super()._waiting() + [self._task_approval_block()]

    @api.model
    def _under_way(self):
        projects = self.env["project.project"]
        blocks = [
            self._block(
                "project",
                self.env._("Projects"),
                "project.project",
                projects._portal_space_under_way_domain(),
                url="/my/projects",
                order="date, id DESC",
            )
        ]
        if projects.has_access("read"):
            # The others are in the progress of their project.
            tasks = self.env["project.task"]
            followed_alone = tasks._portal_space_alone_domain()
            followed_alone &= Domain("is_template", "=", False)
            followed_alone &= Domain("state", "in", tasks.OPEN_STATES)
            blocks.append(
                self._block(
                    "task",
                    self.env._("Tasks"),
                    "project.task",
                    followed_alone,
                    url="/my/tasks",
                    order="date_deadline, id DESC",
                )
            )
        return super()._under_way() + blocks

    @api.model
    def _task_approval_block(self):
        """The tasks about which the person was asked for an opinion that they have not
        given yet: it is that, not a state of the task, by which Odoo waits for a
        customer. (With "changes requested", the customer waits.)"""
        # sudo: rating.rating - what the person themselves was asked, found below
        ratings_sudo = self.env["rating.rating"].sudo().browse()
        if self._shows("task_approval"):
            # sudo: rating.rating - what the person was asked, who has the same address
            # in an e-mail
            ratings_sudo = ratings_sudo.search(
                [
                    ("res_model", "=", "project.task"),
                    ("partner_id", "=", self.env.user.partner_id.id),
                    ("consumed", "=", False),
                    ("create_date", ">=", fields.Datetime.now() - ASKED_SINCE),
                ],
                order="id",
                limit=100,
            )
        block = self._block(
            "task_approval",
            self.env._("Your opinion is asked for"),
            "project.task",
            [("id", "in", ratings_sudo.mapped("res_id"))],
            url="/my/tasks",
            order="id DESC",
            action=self.env._("Tell us"),
            date=None,
        )
        address_of = {
            f"/my/tasks/{rating.res_id}": f"/rate/{rating.access_token}/5"
            for rating in ratings_sudo
        }
        return replace(
            block,
            entries=[
                replace(entry, url=address_of[entry.url]) for entry in block.entries
            ],
        )

    @api.model
    def _contacts(self, shown):
        projects = defaultdict(list)
        for project in shown.get("project.project", ()):
            if project.user_id:
                projects[project.user_id.id].append(project)
        return super()._contacts(shown) + [
            Contact(
                user_id,
                self.env._("Your project manager"),
                about=latest.name if not others else "",
                ask_url=self._ask_url(latest),
            )
            for user_id, (latest, *others) in islice(projects.items(), MANAGERS)
        ]

    @api.model
    def _hints(self, shown):
        hints = super()._hints(shown)
        projects = self.env["project.project"]
        if projects.has_access("read") and (
            "project.project" in shown or projects.search_count([], limit=1)
        ):
            hints = [
                Hint(self.env._("See how your projects advance"), "/my/projects")
            ] + (hints)
        return hints

    @api.model
    def _own_through(self):
        return {**super()._own_through(), "project.milestone": "project_id"}
