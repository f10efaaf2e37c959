{
    "name": "Portal Requests",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "Customers ask, follow and are answered in their space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal", "helpdesk_mgmt"],
    "data": [
        "security/portal_request_security.xml",
        "views/portal_request_form_templates.xml",
        "views/portal_request_page_templates.xml",
        "views/res_config_settings_views.xml",
    ],
    "post_init_hook": "post_init_hook",
}
