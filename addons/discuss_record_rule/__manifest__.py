{
    "name": "Discuss on Records: Rules",
    "version": "19.0.2.1.0",
    "category": "Productivity/Discuss",
    "summary": "Open the conversation of a business record when it is needed",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_record"],
    "data": [
        "security/discuss_record_rule_security.xml",
        "security/ir.model.access.csv",
        "views/discuss_channel_views.xml",
        "views/discuss_record_rule_views.xml",
        "views/discuss_record_rule_menus.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "discuss_record_rule/static/tests/tours/**/*",
        ],
    },
    "uninstall_hook": "uninstall_hook",
}
