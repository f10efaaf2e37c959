{
    "name": "Purchase Discuss on Records",
    "version": "19.0.1.2.0",
    "category": "Supply Chain/Purchase",
    "summary": "Discuss a request for quotation or a purchase order where it is",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["purchase", "discuss_record"],
    "data": [
        "data/discuss_theme_data.xml",
        "views/purchase_order_views.xml",
    ],
    "auto_install": True,
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
}
