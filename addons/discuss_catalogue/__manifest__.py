{
    "name": "Discuss Catalogue",
    "version": "19.0.1.1.0",
    "category": "Productivity/Discuss",
    "summary": "Browse by theme all the channels that one may see, and join them",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_closing"],
    "data": [
        "views/discuss_catalogue_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "discuss_catalogue/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_catalogue/static/tests/**/*",
            ("remove", "discuss_catalogue/static/tests/tours/**/*"),
        ],
        "web.assets_tests": [
            "discuss_catalogue/static/tests/tours/**/*",
        ],
        # the page on which customers and guests are
        "mail.assets_discuss_public_test_tours": [
            "discuss_catalogue/static/tests/tours/discuss_catalogue_customer.js",
        ],
    },
    "uninstall_hook": "uninstall_hook",
}
