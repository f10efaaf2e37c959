{
    "name": "Customer's Space: Merged Requests",
    "version": "19.0.1.0.2",
    "category": "Services/Helpdesk",
    "summary": "A merged request leads its customer to the one that goes on",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_merge", "portal_request"],
    "assets": {
        "web.assets_tests": [
            "helpdesk_mgmt_merge_portal_request/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
}
