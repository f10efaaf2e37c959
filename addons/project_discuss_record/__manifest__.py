{
    "name": "Project Discuss on Records",
    "version": "19.0.1.2.0",
    "category": "Services/Project",
    "summary": "Discuss a project or a task where it is",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["project", "discuss_record"],
    "data": [
        "data/discuss_theme_data.xml",
        "data/ir_actions_server_data.xml",
        "views/project_project_views.xml",
        "views/project_task_views.xml",
    ],
    "auto_install": True,
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
}
