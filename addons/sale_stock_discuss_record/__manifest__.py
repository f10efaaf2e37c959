{
    "name": "Sales and Stock Discuss on Records",
    "version": "19.0.1.0.0",
    "category": "Sales/Sales",
    "summary": "The channel of an order tells when it is delivered",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_stock", "sale_discuss_record"],
    "demo": [
        "demo/discuss_channel_demo.xml",
    ],
    "auto_install": True,
}
