{
    "name": "Helpdesk Discuss on Records",
    "version": "19.0.1.0.0",
    "category": "After-Sales",
    "summary": "Discuss a request where it is",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt", "discuss_record"],
    "data": [
        "data/discuss_theme_data.xml",
        "views/helpdesk_ticket_views.xml",
    ],
    "auto_install": True,
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
}
