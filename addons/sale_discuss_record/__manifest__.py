{
    "name": "Sales Discuss on Records",
    "version": "19.0.1.2.0",
    "category": "Sales/Sales",
    "summary": "Discuss a quotation or an order where it is",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale", "discuss_record"],
    "data": [
        "data/discuss_theme_data.xml",
        "views/sale_order_views.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "sale_discuss_record/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
}
