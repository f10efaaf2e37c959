from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal_request.controllers.following import FollowingController


class FollowingTypeController(FollowingController):
    """The list of requests, found and grouped by type where it shows types."""

    def _ticket_get_searchbar_inputs(self):
        inputs = super()._ticket_get_searchbar_inputs()
        if request.env.company.helpdesk_mgmt_portal_type:
            label = request.env._("Search in Type")
            inputs["type"] = {"input": "type", "label": label, "order": 4}
        return inputs

    def _ticket_get_search_domain(self, search_in, search):
        domain = Domain(super()._ticket_get_search_domain(search_in, search))
        shown = request.env.company.helpdesk_mgmt_portal_type
        if shown and search_in in ("type", "all"):
            domain |= Domain("type_id.name", "ilike", search)
        return domain

    def _ticket_get_searchbar_groupby(self):
        groupbys = super()._ticket_get_searchbar_groupby()
        if request.env.company.helpdesk_mgmt_portal_type:
            label = request.env._("Type")
            groupbys["type"] = {"input": "type", "label": label, "order": 4}
        return groupbys

    def _ticket_get_groupby_mapping(self):
        return {**super()._ticket_get_groupby_mapping(), "type": "type_id"}
