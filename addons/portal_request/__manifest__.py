{
    "name": "Portal Requests",
    "version": "19.0.1.3.1",
    "category": "Services/Helpdesk",
    "summary": "Customers ask, follow and are answered in their space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt", "portal_guard", "portal_space"],
    "data": [
        "security/portal_request_security.xml",
        "data/portal_space_section_data.xml",
        "views/helpdesk_ticket_stage_views.xml",
        "views/helpdesk_ticket_views.xml",
        "views/portal_request_about_templates.xml",
        "views/portal_request_form_templates.xml",
        "views/portal_request_list_templates.xml",
        "views/portal_request_conversation_templates.xml",
        "views/portal_request_page_templates.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/portal_request_demo.xml"],
    "assets": {
        "web.assets_frontend": [
            "portal_request/static/src/requests/**/*",
        ],
        "web.assets_tests": [
            "portal_request/static/tests/tours/**/*",
        ],
    },
    "post_init_hook": "post_init_hook",
}
