{
    "name": "Calendar Meeting Links",
    "version": "19.0.1.0.2",
    "category": "Productivity/Calendar",
    "summary": "Meetings among colleagues become links, appointments get one",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["calendar", "discuss_meeting"],
    "data": [
        "data/mail_templates.xml",
        "data/mail_template_data.xml",
        "views/calendar_event_views.xml",
        "views/res_config_settings_views.xml",
        "wizards/discuss_meeting_new_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "calendar_discuss_meeting/static/src/**/*",
        ],
        "web.assets_tests": [
            "calendar_discuss_meeting/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
}
