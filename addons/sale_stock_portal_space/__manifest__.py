{
    "name": "Customer's Space: Deliveries",
    "version": "19.0.1.0.2",
    "category": "Website/Portal",
    "summary": "How far an order is delivered, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_stock", "sale_portal_space"],
    "data": [
        "data/portal_space_section_data.xml",
    ],
    "demo": [
        "demo/sale_stock_portal_space_demo.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "sale_stock_portal_space/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
    "post_init_hook": "post_init_hook",
}
