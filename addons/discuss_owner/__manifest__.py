{
    "name": "Discuss Owners",
    "version": "19.0.1.0.1",
    "category": "Productivity/Discuss",
    "summary": "Somebody answers for each channel: its owners and theme stewards",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_theme"],
    "data": [
        "security/discuss_owner_security.xml",
        "security/ir.model.access.csv",
        "views/discuss_theme_views.xml",
        "views/discuss_channel_views.xml",
        "views/discuss_channel_overview_views.xml",
    ],
    "demo": [
        "demo/discuss_channel_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "discuss_owner/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_owner/static/tests/**/*",
            ("remove", "discuss_owner/static/tests/tours/**/*"),
        ],
        "web.assets_tests": [
            "discuss_owner/static/tests/tours/**/*",
        ],
        # the page on which customers and guests are
        "mail.assets_discuss_public_test_tours": [
            "discuss_owner/static/tests/tours/**/*",
        ],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
