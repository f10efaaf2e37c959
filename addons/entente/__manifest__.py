{
    "name": "Entente",
    "version": "19.0.1.1.0",
    "category": "Productivity/Discuss",
    "summary": "Work together where the work is, without e-mail",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": [
        "sale_management",
        "project",
        "discuss_theme",
        "discuss_owner",
        "discuss_closing",
        "discuss_catalogue",
        "discuss_working_set",
        "discuss_reliable_post",
        "discuss_record",
        "sale_discuss_record",
        "project_discuss_record",
    ],
    "demo": [
        "demo/res_users_demo.xml",
        "demo/entente_demo.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "entente/static/tests/tours/**/*",
        ],
    },
    "application": True,
}
