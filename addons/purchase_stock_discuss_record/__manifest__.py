{
    "name": "Purchase and Stock Discuss on Records",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Purchase",
    "summary": "The channel of a purchase order tells when it is received",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["purchase_stock", "purchase_discuss_record"],
    "auto_install": True,
}
