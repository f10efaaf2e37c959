{
    "name": "Customer's Space: Requests about Orders",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "Customers ask about an order or a line of it, on its page",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_sale", "portal_request"],
    "data": [
        "views/helpdesk_ticket_views.xml",
        "views/sale_portal_templates.xml",
    ],
    "auto_install": True,
}
