{
    "name": "Customer's Space: Requests about Invoices",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "Customers ask about an invoice, on its page",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["account", "portal_request"],
    "data": [
        "views/helpdesk_ticket_views.xml",
        "views/portal_invoice_templates.xml",
    ],
    "auto_install": True,
}
