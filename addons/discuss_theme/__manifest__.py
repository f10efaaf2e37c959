{
    "name": "Discuss Themes",
    "version": "19.0.1.3.2",
    "category": "Productivity/Discuss",
    "summary": "File the channels of Discuss by theme, to find them where one looks",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["mail"],
    "data": [
        "security/discuss_theme_security.xml",
        "security/ir.model.access.csv",
        "data/discuss_theme_data.xml",
        "data/discuss_theme_rule_data.xml",
        "views/discuss_theme_views.xml",
        "views/discuss_theme_rule_views.xml",
        "views/discuss_channel_views.xml",
        "views/res_config_settings_views.xml",
        "wizards/discuss_channel_move_views.xml",
        "wizards/discuss_theme_proposal_views.xml",
        "views/discuss_theme_menus.xml",
    ],
    "demo": [
        "demo/discuss_theme_demo.xml",
        "demo/discuss_channel_demo.xml",
    ],
    "assets": {
        "mail.assets_public": [
            "discuss_theme/static/src/core/public/**/*",
        ],
        "web.assets_backend": [
            "discuss_theme/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_theme/static/tests/**/*",
            ("remove", "discuss_theme/static/tests/tours/**/*"),
        ],
        "web.assets_tests": [
            "discuss_theme/static/tests/tours/**/*",
        ],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
