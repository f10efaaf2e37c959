{
    "name": "Customer's Space: Invoices and Payments",
    "version": "19.0.1.1.1",
    "category": "Website/Portal",
    "summary": "What is due, paid at once, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["account_payment", "portal_space"],
    "data": [
        "data/portal_space_section_data.xml",
        "views/account_move_views.xml",
        "views/portal_invoice_templates.xml",
        "views/portal_payments_templates.xml",
        "views/portal_pay_templates.xml",
    ],
    "demo": ["demo/account_portal_space_demo.xml"],
    "assets": {
        "web.assets_frontend": [
            "account_portal_space/static/src/scss/**/*",
        ],
    },
    "auto_install": True,
}
