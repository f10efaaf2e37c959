{
    "name": "Customer's Space: Time Spent",
    "version": "19.0.1.0.1",
    "category": "Website/Portal",
    "summary": "Time spent and planned, in the progress of projects and tasks",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["hr_timesheet", "project_portal_space"],
    "data": [
        "data/portal_space_section_data.xml",
        "views/project_portal_templates.xml",
    ],
    "auto_install": True,
}
