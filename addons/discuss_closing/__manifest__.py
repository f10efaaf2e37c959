{
    "name": "Discuss Closing",
    "version": "19.0.1.1.0",
    "category": "Productivity/Discuss",
    "summary": "Channels end with an outcome, stay readable, and can be reopened",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_owner"],
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/discuss_channel_close_views.xml",
        "wizards/discuss_channel_merge_views.xml",
        "views/discuss_channel_overview_views.xml",
        "views/discuss_channel_views.xml",
        "views/discuss_theme_views.xml",
    ],
    "demo": [
        "demo/discuss_channel_demo.xml",
    ],
    "assets": {
        "mail.assets_public": [
            "discuss_closing/static/src/core/public_web/**/*",
        ],
        "mail.assets_discuss_public_test_tours": [
            "discuss_closing/static/tests/tours/discuss_closing_customer.js",
        ],
        "web.assets_backend": [
            "discuss_closing/static/src/core/public_web/**/*",
            "discuss_closing/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_closing/static/tests/**/*",
            ("remove", "discuss_closing/static/tests/tours/**/*"),
        ],
        "web.assets_tests": [
            "discuss_closing/static/tests/tours/**/*",
        ],
    },
}
