{
    "name": "Test the Ways Out of News",
    "version": "19.0.1.0.1",
    "category": "Hidden/Tests",
    "summary": "What customers are mailed of their orders and invoices, and how",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": [
        "account_portal_space",
        "portal_space_notification",
        "portal_space_notification_sms",
        "sale_portal_space",
        "sale_stock_portal_space",
    ],
    "assets": {
        "web.assets_tests": [
            "test_portal_space_notification/static/tests/tours/**/*",
        ],
    },
}
