from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user


class ProjectSpaceCommon(TransactionCase):
    """A project that is shared with Ada of Acme, and people around it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env["base"].with_context(tracking_disable=True).env
        partners = cls.env["res.partner"]
        cls.acme, cls.globex = partners.create(
            [
                {"name": "Acme", "is_company": True},
                {"name": "Globex", "is_company": True},
            ]
        )
        cls.ada = cls._portal_user("space_ada", cls.acme)
        cls.carl = cls._portal_user("space_carl", cls.acme)
        cls.gus = cls._portal_user("space_gus", cls.globex)
        cls.prospect = cls._portal_user("space_prospect", partners)
        cls.manager = new_test_user(
            cls.env,
            "space_manager",
            "base.group_user,project.group_project_manager",
            name="Mona Manager",
        )
        cls.employee = new_test_user(cls.env, "space_employee", "base.group_user")
        cls.project = cls._project("Fit-out")
        cls.task = cls._task("Choose the colours", user_ids=cls.manager.ids)

    @classmethod
    def _portal_user(cls, login, company):
        user = new_test_user(cls.env, login, "base.group_portal", name=login)
        user.partner_id.parent_id = company
        return user

    @classmethod
    def _project(cls, name, privacy="portal", customer=None, **vals):
        """A project that its customer follows."""
        partner = (customer or cls.ada).partner_id
        project = cls.env["project.project"].create(
            {
                "name": name,
                "privacy_visibility": privacy,
                "partner_id": partner.id,
                "user_id": cls.manager.id,
                "allow_milestones": True,
                "type_ids": [Command.create({"name": "New"})],
                **vals,
            }
        )
        if privacy in ("portal", "invited_users"):
            project.message_subscribe(partner.ids)
        return project

    @classmethod
    def _task(cls, name, project=None, followed=True, **vals):
        project = project or cls.project
        task = cls.env["project.task"].create(
            {"name": name, "project_id": project.id, "user_ids": False, **vals}
        )
        task.message_unsubscribe(task.message_partner_ids.ids)
        if followed:
            task.message_subscribe(project.partner_id.ids)
        return task

    @classmethod
    def _milestones(cls, *names, project=None, **vals):
        project = project or cls.project
        return cls.env["project.milestone"].create(
            [{"name": name, "project_id": project.id, **vals} for name in names]
        )
