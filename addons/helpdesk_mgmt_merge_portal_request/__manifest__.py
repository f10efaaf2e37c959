{
    "name": "Customer's Space: Merged Requests",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "A merged request leads its customer to the one that goes on",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_merge", "portal_request"],
    "auto_install": True,
}
