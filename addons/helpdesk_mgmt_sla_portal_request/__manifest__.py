{
    "name": "Customer's Space: Deadlines of Requests",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "Customers read for when their request is due",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_sla", "portal_request"],
    "post_init_hook": "post_init_hook",
    "auto_install": True,
}
