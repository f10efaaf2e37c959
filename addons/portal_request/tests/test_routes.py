from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import Route, SpaceCase

LOGIN = "/web/login"
# What a visit leaves, and a form that was sent; the settings of a user are made by Odoo
# when the form asks how large files may be.
VISIT = {"portal_visit", "portal_once", "res_users_settings"}
# An answer is a message, which is told to who follows; urging plans a to-do; at some
# stages a mail is sent.
ACTS = {
    "helpdesk_ticket",
    "ir_cron_trigger",
    "mail_activity",
    "mail_compose_message",
    "mail_followers",
    "mail_followers_mail_message_subtype_rel",
    "mail_mail",
    "mail_mail_res_partner_rel",
    "mail_message",
    "mail_notification",
    "mail_tracking_value",
    "portal_news",
}


@tagged("post_install", "-at_install")
class TestRoutes(SpaceCase):
    """Who gets what from the routes of requests."""

    entitled_groups = "helpdesk_mgmt.group_helpdesk_user"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stages = {
            name: cls.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            for name in ("new", "in_progress", "awaiting", "done")
        }
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "The pump leaks",
                "description": "<p>Since Monday</p>",
                "partner_id": cls.owner.partner_id.id,
                "user_id": False,
            }
        )
        cls.ticket._portal_ensure_token()
        cls.category = cls.env["helpdesk.ticket.category"].create({"name": "Defect"})
        cls.owner.company_id.write(
            {
                "helpdesk_mgmt_portal_select_category": True,
                "helpdesk_mgmt_portal_category_id_required": False,
                "helpdesk_mgmt_portal_select_team": True,
                "helpdesk_mgmt_portal_team_id_required": False,
            }
        )

    def ticket_of(self, response):
        """Tell what is wrong with an answer that should show the request."""
        if response.status_code != 200 or "The pump leaks" not in response.text:
            return f"{response.status_code}, and not the request"
        return None

    def opens_or_not(self, response):
        location = response.headers.get("Location", "")
        if response.status_code != 302 or "/my/ticket/" not in location:
            return f"{response.status_code} {location}"
        return None

    def test_pages(self):
        ticket = f"/my/ticket/{self.ticket.id}"
        mine = {"owner": self.ticket_of, "colleague": self.ticket_of}
        form = {"public": LOGIN, "*": 200}
        self.matrix(
            {
                "/my/tickets": {"public": LOGIN, **mine, "entitled": 200, "*": 200},
                "/my/tickets?filterby=waiting": {"public": LOGIN, "*": 200},
                "/my/tickets/page/2": {"public": LOGIN, "*": 200},
                # who is not logged in, and who may not, is sent home
                ticket: {**mine, "entitled": self.ticket_of, "*": "/my"},
                f"{ticket}?access_token=wrong": {**mine, "*": self.own_or_home},
                f"{ticket}?access_token={self.ticket.access_token}": {
                    "*": self.ticket_of
                },
                f"{ticket}/{self.ticket.access_token}": {"*": self.ticket_of},
                "/new/ticket": form,
                "/my/requests/new": form,
                f"/my/requests/new?record=helpdesk.ticket,{self.ticket.id}": {
                    "public": LOGIN,
                    **mine,
                    "entitled": self.ticket_of,
                    "*": self.form_without,
                },
                # what acts is no link
                "/submitted/ticket?subject=a&description=b": {
                    "public": LOGIN,
                    "*": "/my/requests/new",
                },
                f"/ticket/close?ticket_id={self.ticket.id}&stage_id="
                f"{self.stages['done'].id}": {
                    "public": LOGIN,
                    "owner": ticket,
                    "colleague": ticket,
                    "entitled": ticket,
                    "*": "/my",
                },
                **{
                    f"/my/requests/{self.ticket.id}/{name}": {"*": self.no_page}
                    for name in ("answer", "urge", "colleague")
                },
            },
            # the arrows to the requests beside it make tokens
            may_write={"helpdesk_ticket", *VISIT},
        )
        self.assertEqual(self.ticket.stage_id, self.stages["new"])

    def own_or_home(self, response):
        """A wrong token opens nothing, and takes nothing from who may look anyway."""
        home = response.is_redirect and response.headers["Location"].endswith("/my")
        return None if home or self.ticket_of(response) is None else "neither"

    def form_without(self, response):
        if response.status_code != 200 or "The pump leaks" in response.text:
            return f"{response.status_code}, or it tells the title"
        return None

    def no_page(self, response):
        return None if response.status_code in (404, 405) else response.status_code

    def test_acts(self):
        """Whoever may read a request may act on it; nobody else writes anything."""
        page = f"/my/ticket/{self.ticket.id}"
        stranger = {"public": LOGIN, "prospect": "/my", "other": "/my"}
        outside = {**stranger, "employee": "/my"}
        insider = {"owner": page, "colleague": page, "entitled": page}
        reopen = Route(
            f"/my/requests/{self.ticket.id}/answer",
            data={"body": "Again", "act": "reopen"},
        )
        urge = Route(f"/my/requests/{self.ticket.id}/urge", data={"reason": "Flood"})
        acts = [
            Route("/ticket/close", data={"ticket_id": str(self.ticket.id)}),
            urge,
            Route(f"/my/requests/{self.ticket.id}/answer", data={"body": "And?"}),
            Route(
                f"/my/requests/{self.ticket.id}/colleague",
                data={"partner_id": str(self.colleague.partner_id.id)},
            ),
        ]
        self.matrix(dict.fromkeys([*acts, reopen], outside), may_write=VISIT)
        self.assertFalse(self.ticket.portal_urged_date)
        self.matrix(
            {
                **dict.fromkeys(acts, insider),
                # once a day
                urge: {**insider, "colleague": 422, "entitled": 422},
                # it is open
                reopen: {"owner": 422, "colleague": 422, "entitled": 422},
            },
            may_write=ACTS | VISIT,
        )
        no_token = {"*": 400, "public": None}
        self.matrix(
            {
                Route(act.path, data={**act.data, "csrf_token": "no"}): no_token
                for act in (*acts, reopen, self.OPEN)
            },
            may_write=VISIT,
        )

    OPEN = Route("/submitted/ticket", data={"subject": "Valve", "description": "Stuck"})

    def test_open(self):
        self.matrix(
            {
                self.OPEN: {"public": LOGIN, "*": self.opens_or_not},
                Route("/my/requests/similar", json={"text": "My pump leaks"}): {
                    "public": "SessionExpiredException",
                    "*": 200,
                },
            }
        )
        opened = self.env["helpdesk.ticket"].search([("name", "=", "Valve")])
        self.assertEqual(
            opened.create_uid,
            self.prospect
            | self.owner
            | self.colleague
            | self.other
            | self.employee
            | self.entitled,
        )
        for who, count in (("other", 0), ("employee", 0), ("owner", 1)):
            self.log_in(who)
            found = self.make_jsonrpc_request(
                "/my/requests/similar", {"text": "pump leaks"}
            )
            self.assertEqual(len(found["requests"]), count, who)

    def test_hostile_pages(self):
        self.fuzz(
            "owner",
            "/my/tickets?sortby={a}&filterby={b}&groupby={c}&search={d}",
            "/my/tickets?date_begin={a}&date_end={b}&search_in={c}&search={d}",
            "/my/tickets/page/{page}",
            "/my/ticket/{ticket}",
            f"/my/ticket/{self.ticket.id}?access_token={{token}}",
            f"/my/ticket/{self.ticket.id}/{{token}}",
            "/my/requests/new?record={record}&category={a}&team={b}&priority={c}",
            "/ticket/close?ticket_id={ticket}&stage_id={stage}",
            "/submitted/ticket?subject={a}&description={b}",
            Route("/my/requests/similar", json={"text": "", "description": ""}),
            may_write=VISIT,
        )
        self.fuzz(
            "public",
            f"/my/ticket/{self.ticket.id}?access_token={{token}}",
            f"/my/ticket/{self.ticket.id}/{{token}}",
            may_write=VISIT,
        )

    def test_hostile_forms(self):
        # what hostile text is accepted as a text is a request, and an answer
        self.owner.company_id.write(
            {"portal_request_hourly": 1000, "portal_request_hourly_answers": 1000}
        )
        ticket = str(self.ticket.id)
        self.fuzz(
            "owner",
            Route(
                "/submitted/ticket",
                data={
                    "subject": "Valve",
                    "description": "Stuck",
                    "category": str(self.category.id),
                    "team": "",
                    "priority": "1",
                    "record": "",
                    "once": "",
                    "kept_file": "",
                    "attachment": "",
                },
            ),
            Route("/ticket/close", data={"ticket_id": ticket, "stage_id": "4"}),
            Route(
                f"/my/requests/{ticket}/answer",
                data={"body": "", "act": "", "once": "", "kept_file": ""},
            ),
            Route(f"/my/requests/{ticket}/urge", data={"reason": "", "once": ""}),
            Route(
                f"/my/requests/{ticket}/colleague", data={"partner_id": "", "once": ""}
            ),
            "/my/requests/{ticket}/answer",
            may_write=ACTS | VISIT,
        )
        self.fuzz(
            "other",
            Route(
                f"/my/requests/{ticket}/answer",
                data={"body": "", "act": "", "once": ""},
            ),
            Route(f"/my/requests/{ticket}/urge", data={"reason": "", "once": ""}),
            Route("/ticket/close", data={"ticket_id": ticket, "stage_id": "4"}),
            may_write=VISIT,
            examples=10,
        )

    def test_accessibility(self):
        self.ticket.user_id = self.entitled
        self.ticket.with_user(self.entitled).message_post(
            body="What do you see?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        solved, waiting = (self.ticket.copy({"name": name}) for name in "SW")
        solved.stage_id = self.stages["done"]
        waiting.stage_id = self.stages["awaiting"]
        self.check_accessibility(
            "space_owner",
            "/my/tickets",
            f"/my/ticket/{self.ticket.id}",
            f"/my/ticket/{solved.id}",
            f"/my/requests/new?record=helpdesk.ticket,{self.ticket.id}",
        )
