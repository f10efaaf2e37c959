{
    "name": "Customer's Space: Invoices and Payments",
    "version": "19.0.1.0.0",
    "category": "Website/Portal",
    "summary": "What is due, paid at once, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["account_payment", "portal_space"],
    "auto_install": True,
}
