from odoo import api, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.home import Hint

WAITING = Domain("stage_id.portal_state", "=", "waiting")
UNDER_WAY = Domain("stage_id.portal_state", "in", ("received", "handled"))


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _home(self):
        # looked up once for the blocks
        space = self.with_context(portal_request_near=self._requests_near())
        return super(PortalSpace, space)._home()

    @api.model
    def _requests_near(self):
        near = self.env.context.get("portal_request_near")
        if near is None:
            near = self.env["helpdesk.ticket"]._portal_near_domain()
        return near

    @api.model
    def _waiting(self):
        return super()._waiting() + [
            self._block(
                "request_waiting",
                self.env._("Requests that wait for your answer"),
                "helpdesk.ticket",
                self._requests_near() & WAITING,
                url="/my/tickets?filterby=waiting",
                order="last_stage_update DESC, id DESC",
                action=self.env._("Answer"),
            )
        ]

    @api.model
    def _under_way(self):
        return super()._under_way() + [
            self._block(
                "request",
                self.env._("Your requests"),
                "helpdesk.ticket",
                self._requests_near() & UNDER_WAY,
                url="/my/tickets?filterby=open",
                order="create_date DESC, id DESC",
            )
        ]

    @api.model
    def _hints(self, shown):
        ask = Hint(self.env._("Ask, and follow what becomes of it"), self._ask_url())
        return [ask, *super()._hints(shown)]

    @api.model
    def _ask_url(self, record=None):
        url = "/my/requests/new"
        if (
            record
            and record._name in self.env["helpdesk.ticket"]._portal_record_fields()
        ):
            return f"{url}?record={record._name},{record.id}"
        return url
