{
    "name": "Customer's Space: Projects and Tasks",
    "version": "19.0.1.0.1",
    "category": "Website/Portal",
    "summary": "How projects and tasks advance, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["project", "portal_space"],
    "data": [
        "data/portal_space_section_data.xml",
        "views/project_portal_templates.xml",
        "views/project_project_views.xml",
        "views/project_task_views.xml",
    ],
    "demo": [
        "demo/project_demo.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "project_portal_space/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
}
