{
    "name": "Sales and Project Discuss on Records",
    "version": "19.0.1.0.0",
    "category": "Services/Project",
    "summary": "Projects and tasks carry on the conversation about their order",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_project", "project_discuss_record", "sale_discuss_record"],
    "auto_install": True,
}
