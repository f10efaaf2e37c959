{
    "name": "Customer's Space: Projects of Orders",
    "version": "19.0.1.0.1",
    "category": "Website/Portal",
    "summary": "How far the project of an order is, in the order's progress",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_project", "sale_portal_space", "project_portal_space"],
    "data": [
        "data/portal_space_section_data.xml",
    ],
    "auto_install": True,
}
