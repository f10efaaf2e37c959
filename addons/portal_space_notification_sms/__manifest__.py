{
    "name": "Customer's Space: News by SMS",
    "version": "19.0.1.0.0",
    "category": "Website/Portal",
    "summary": "Customers may be told by SMS what is new in their space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal_space_notification", "sms"],
    "data": ["views/res_config_settings_views.xml"],
    "auto_install": True,
}
