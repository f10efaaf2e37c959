{
    "name": "Discuss Meeting Links",
    "version": "19.0.1.0.2",
    "category": "Productivity/Discuss",
    "summary": "A meeting is a link, dropped where the people already talk",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_theme"],
    "external_dependencies": {"python": ["PyJWT"]},
    "data": [
        "security/discuss_meeting_security.xml",
        "security/ir.model.access.csv",
        "data/discuss_meeting_provider_data.xml",
        "data/ir_cron_data.xml",
        "views/discuss_meeting_page_templates.xml",
        "views/discuss_meeting_provider_views.xml",
        "views/discuss_meeting_report_views.xml",
        "views/discuss_theme_views.xml",
        "views/res_config_settings_views.xml",
        "wizards/discuss_meeting_new_views.xml",
        "wizards/discuss_meeting_summary_views.xml",
        "views/discuss_meeting_views.xml",
        "views/discuss_meeting_menus.xml",
    ],
    "demo": [],
    "assets": {
        "discuss_meeting.assets_page": [
            "discuss_meeting/static/src/page/**/*",
        ],
        "mail.assets_public": [
            "discuss_meeting/static/src/core/common/**/*",
            "discuss_meeting/static/src/core/public/**/*",
            "discuss_meeting/static/src/core/public_web/**/*",
        ],
        "mail.assets_discuss_public_test_tours": [
            "discuss_meeting/static/tests/tours/discuss_meeting_public.js",
        ],
        "web.assets_backend": [
            "discuss_meeting/static/src/core/common/**/*",
            "discuss_meeting/static/src/core/public_web/**/*",
            "discuss_meeting/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_meeting/static/tests/**/*",
            ("remove", "discuss_meeting/static/tests/tours/**/*"),
        ],
        "web.assets_tests": [
            "discuss_meeting/static/tests/tours/**/*",
        ],
    },
}
