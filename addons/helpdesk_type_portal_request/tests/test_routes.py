from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.portal_request.tests.test_routes import ACTS, LOGIN, VISIT
from odoo.addons.portal_space.tests.common import Route, SpaceCase


@tagged("post_install", "-at_install")
class TestRoutes(SpaceCase):
    """Who chooses and reads types, on the pages and by call."""

    entitled_groups = "helpdesk_mgmt.group_helpdesk_user_own"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.owner.company_id
        company.helpdesk_mgmt_portal_type = True
        company.helpdesk_mgmt_portal_type_id_required = False
        cls.type, cls.hidden = cls.env["helpdesk.ticket.type"].create(
            [{"name": "Incident 7"}, {"name": "Fraud 7", "show_in_portal": False}]
        )
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "The pump leaks",
                "description": "<p>Since Monday</p>",
                "partner_id": cls.owner.partner_id.id,
                "user_id": cls.entitled.id,
                "type_id": cls.type.id,
            }
        )
        cls.token = cls.ticket._portal_ensure_token()

    def offers(self, response):
        """Tell what is wrong with a form that should offer the type that is shown."""
        said = response.text
        if "Incident 7" not in said or "Fraud 7" in said:
            return f"{response.status_code}, and not what is offered"
        return None

    def shows(self, response):
        return None if "Incident 7" in response.text else "not the type"

    def shows_not(self, response):
        return "the type of a request" if "Incident 7" in response.text else None

    def opens(self, response):
        location = response.headers.get("Location", "")
        return None if "/my/ticket/" in location else location or response.status_code

    def test_who(self):
        """Whoever may ask may choose a type; who reads a request reads its type."""
        of_request = {
            **dict.fromkeys(("owner", "colleague", "entitled"), self.shows),
            "*": self.shows_not,
        }
        self.matrix(
            {
                "/new/ticket": {"public": LOGIN, "*": self.offers},
                f"/my/requests/new?type={self.type.id}": {
                    "public": LOGIN,
                    "*": self.offers,
                },
                "/my/tickets": {**of_request, "public": LOGIN},
                "/my/tickets?groupby=type": {**of_request, "public": LOGIN},
                "/my/tickets?search_in=type&search=Incident": {
                    **of_request,
                    "public": LOGIN,
                },
                f"/my/ticket/{self.ticket.id}": of_request,
                # a link shows the page to whoever has it
                f"/my/ticket/{self.ticket.id}/{self.token}": {"*": self.shows},
                Route(
                    "/submitted/ticket",
                    data={
                        "subject": "Refused",
                        "description": "b",
                        "type": str(self.hidden.id),
                    },
                ): {"public": LOGIN, "*": 422},
            },
            # the arrows to the requests beside it make tokens
            may_write={"helpdesk_ticket", *VISIT},
        )
        self.assertFalse(self.opened("Refused"))
        form = {"subject": "Chosen", "description": "b", "type": str(self.type.id)}
        self.matrix(
            {
                Route("/submitted/ticket", data=form): {
                    "public": LOGIN,
                    "*": self.opens,
                }
            }
        )
        tickets = self.opened("Chosen")
        self.assertEqual(len(tickets), 6)
        self.assertEqual(tickets.type_id, self.type)

    def opened(self, subject):
        return self.env["helpdesk.ticket"].search([("name", "=", subject)])

    def test_types_are_read_only(self):
        for who in ("prospect", "owner", "other", "employee", "entitled"):
            ticket_type = self.type.with_user(getattr(self, who))
            with self.subTest(who=who):
                self.assertEqual(ticket_type.read(["name"])[0]["name"], "Incident 7")
                with self.assertRaises(AccessError):
                    ticket_type.name = "Mine"
                with self.assertRaises(AccessError):
                    ticket_type.create({"name": "Mine"})
        with self.assertRaises(AccessError):
            self.type.with_user(self.env.ref("base.public_user")).read(["name"])

    def test_hostile(self):
        self.owner.company_id.portal_request_hourly = 1000
        self.fuzz(
            "owner",
            "/my/requests/new?type={a}&team={b}",
            "/my/tickets?groupby=type&search_in=type&search={a}&sortby={b}",
            Route(
                "/submitted/ticket",
                data={"subject": "", "description": "Stuck", "type": "", "team": ""},
            ),
            may_write=ACTS | VISIT,
        )

    def test_accessibility(self):
        self.check_accessibility(
            "space_owner", "/my/tickets", f"/my/requests/new?type={self.type.id}"
        )
