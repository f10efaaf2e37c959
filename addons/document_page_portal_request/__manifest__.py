{
    "name": "Customer's Space: Answers from Knowledge Pages",
    "version": "19.0.1.0.0",
    "category": "Services/Helpdesk",
    "summary": "Customers find the answer in a page of knowledge before they ask",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["document_page", "portal_request"],
    "data": [
        "views/document_page_views.xml",
        "views/portal_answer_templates.xml",
    ],
    "demo": ["demo/document_page_demo.xml"],
    "assets": {
        "web.assets_frontend": [
            "document_page_portal_request/static/src/scss/**/*",
        ],
        "web.assets_tests": [
            "document_page_portal_request/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
}
