{
    "name": "Customer's Space: Documents",
    "version": "19.0.1.1.3",
    "category": "Website/Portal",
    "summary": "Every document of the customer in one list, one or many at once",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal_space"],
    "data": [
        "views/portal_document_templates.xml",
        "data/portal_space_section_data.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "portal_space_document/static/src/interactions/**/*",
            "portal_space_document/static/src/scss/**/*",
        ],
        "web.assets_backend": [
            "portal_space_document/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "portal_space_document/static/tests/**/*",
        ],
    },
}
