{
    "name": "Customer's Space: Ways Out of News",
    "version": "19.0.1.0.4",
    "category": "Website/Portal",
    "summary": "Customers choose what they are told, how and when, in a few words",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["base_setup", "portal_space"],
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "views/portal_preference_views.xml",
        "views/portal_preference_templates.xml",
        "views/portal_unsubscribe_templates.xml",
        "views/portal_news_mail_templates.xml",
        "views/portal_news_templates.xml",
        "views/portal_space_templates.xml",
        "views/res_config_settings_views.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "portal_space_notification/static/src/page/**/*",
        ],
        "web.assets_backend": [
            "portal_space_notification/static/src/web/**/*",
        ],
    },
}
