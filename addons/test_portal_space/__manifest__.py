{
    "name": "Test the Customer's Space",
    "version": "19.0.1.0.1",
    "category": "Hidden/Tests",
    "summary": "A document made for testing what customers see and do",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": [
        "account_portal_space",
        "payment_demo",
        "hr_timesheet_portal_space",
        "portal_guard",
        "portal_space_colleague",
        "portal_space_document",
        "sale_portal_space",
    ],
    "data": [
        "security/test_portal_space_security.xml",
        "security/ir.model.access.csv",
        "views/test_portal_document_templates.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "test_portal_space/static/tests/tours/**/*",
        ],
    },
}
