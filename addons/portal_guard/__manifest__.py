{
    "name": "Portal Guard",
    "version": "19.0.1.0.1",
    "category": "Hidden/Tools",
    "summary": "Customers read and change on a record exactly what its page shows",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal"],
    "data": [
        "security/portal_guard_security.xml",
        "security/ir.model.access.csv",
        "views/ir_attachment_views.xml",
        "views/portal_guard_templates.xml",
    ],
}
