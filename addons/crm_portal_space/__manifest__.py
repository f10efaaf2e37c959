{
    "name": "Customer's Space: Opportunities",
    "version": "19.0.1.0.0",
    "category": "Website/Portal",
    "summary": "Give a prospect access to their space from the opportunity",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["crm", "portal_space"],
    "data": [
        "views/crm_lead_views.xml",
    ],
    "auto_install": True,
}
