{
    "name": "Customer's Space: Requests about Projects",
    "version": "19.0.1.0.1",
    "category": "Services/Helpdesk",
    "summary": "Customers ask about projects and tasks, and see how work on it goes",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["helpdesk_mgmt_project", "portal_request"],
    "data": [
        "data/portal_space_section_data.xml",
        "views/helpdesk_ticket_views.xml",
        "views/project_portal_templates.xml",
    ],
    "auto_install": True,
}
