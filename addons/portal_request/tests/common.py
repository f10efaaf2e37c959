import re
import secrets

from odoo.http import Request
from odoo.tests import HttpCase, new_test_user

PASSWORD = "portal_request"


class RequestCase(HttpCase):
    """A customer and a colleague of theirs, somebody else's customer, and the team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"]
        cls.acme = Partner.create({"name": "Acme", "is_company": True})
        cls.customer = cls.new_user("request_customer", "Carla", cls.acme)
        cls.colleague = cls.new_user("request_colleague", "Colin", cls.acme)
        cls.stranger = cls.new_user(
            "request_stranger",
            "Sam",
            Partner.create({"name": "Other", "is_company": True}),
        )
        cls.agent = new_test_user(
            cls.env,
            "request_agent",
            "helpdesk_mgmt.group_helpdesk_user",
            name="Alice Agent",
            email="alice@example.com",
        )
        cls.company = cls.customer.company_id
        cls.company.write(
            {
                "helpdesk_mgmt_portal_select_team": True,
                "helpdesk_mgmt_portal_team_id_required": False,
                "helpdesk_mgmt_portal_select_category": True,
                "helpdesk_mgmt_portal_category_id_required": False,
            }
        )
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "Support", "user_ids": [(4, cls.agent.id)]}
        )
        cls.back_office = cls.env["helpdesk.ticket.team"].create(
            {"name": "Back Office", "show_in_portal": False}
        )
        cls.category = cls.env["helpdesk.ticket.category"].create({"name": "Defect"})
        cls.hidden_category = cls.env["helpdesk.ticket.category"].create(
            {"name": "Fraud", "show_in_portal": False}
        )
        cls.stages = {
            name: cls.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            for name in ("new", "in_progress", "awaiting", "done", "rejected")
        }
        cls.ticket = cls.new_ticket("The pump leaks", cls.customer, team_id=cls.team.id)

    @classmethod
    def new_user(cls, login, name, parent):
        user = new_test_user(
            cls.env,
            login,
            "base.group_portal",
            name=name,
            email=f"{login}@example.com",
            password=PASSWORD,
        )
        user.partner_id.parent_id = parent
        return user

    @classmethod
    def new_ticket(cls, name, user, **values):
        return cls.env["helpdesk.ticket"].create(
            {
                "name": name,
                "description": f"<p>About: {name}</p>",
                "partner_id": user.partner_id.id,
                "user_id": False,
                **values,
            }
        )

    def login(self, user):
        self.authenticate(user and user.login, user and PASSWORD)

    def post(self, url, files=None, csrf=True, **data):
        if csrf:
            data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(
            url, data=data, files=files, method="POST", allow_redirects=False
        )

    def submit(self, files=None, csrf=True, **data):
        """Send the form, as a new one unless there is a ``once``."""
        data = {
            "subject": "The valve is stuck",
            "description": "It does not turn.\nSince Monday.",
            "once": secrets.token_urlsafe(24),
            **data,
        }
        return self.post("/submitted/ticket", files, csrf, **data)

    def sent(self, user=None):
        """Return the requests that a user opened by the form."""
        self.env.invalidate_all()
        return self.env["helpdesk.ticket"].search(
            [("create_uid", "=", (user or self.customer).id)], order="id"
        )

    def opened(self, response):
        """Return the request that a response goes to."""
        self.assertEqual(response.status_code, 302, self.errors(response))
        self.env.invalidate_all()
        ticket_id = response.headers["Location"].rsplit("/", 1)[1]
        return self.env["helpdesk.ticket"].browse(int(ticket_id))

    def errors(self, response):
        """Return ``{field: error}`` of a form that is shown again."""
        found = re.findall(
            r'data-field="(\w+)".*?<span[^>]*>(.*?)</span>', response.text, re.DOTALL
        )
        return {field: text.strip() for field, text in found}
