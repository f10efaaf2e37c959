{
    "name": "CRM Discuss on Records",
    "version": "19.0.1.2.0",
    "category": "Sales/CRM",
    "summary": "Discuss a lead or an opportunity where it is",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["crm", "discuss_record"],
    "data": [
        "data/discuss_theme_data.xml",
        "views/crm_lead_views.xml",
    ],
    "auto_install": True,
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
}
