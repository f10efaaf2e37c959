from . import (
    portal_request_opening_mixin,
    portal_request_act_mixin,
    portal_request_search_mixin,
    portal_request_state_mixin,
    helpdesk_ticket,
    helpdesk_ticket_stage,
    ir_attachment,
    ir_http,
    portal_space,
    res_company,
    res_config_settings,
)
