{
    "name": "Customer's Space: Rating Requests",
    "version": "19.0.1.0.1",
    "category": "Services/Helpdesk",
    "summary": "Customers say with a word how their request was handled",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_rating", "portal_request"],
    "data": [
        "views/portal_request_templates.xml",
    ],
    "auto_install": True,
}
