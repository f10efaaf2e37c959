{
    "name": "Customer's Space: Types of Requests",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "Customers choose the type of a request, of those that its team handles",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_type", "portal_request"],
    "data": [
        "security/ir.model.access.csv",
        "views/portal_request_templates.xml",
    ],
    "demo": ["demo/helpdesk_type_demo.xml"],
    "auto_install": True,
}
