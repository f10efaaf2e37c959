{
    "name": "Customer's Space",
    "version": "19.0.1.3.2",
    "category": "Website/Portal",
    "summary": "What waits for the customer, how it advances and what is new",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal_guard"],
    "data": [
        "security/portal_space_security.xml",
        "security/ir.model.access.csv",
        "views/portal_space_section_views.xml",
        "views/portal_visit_views.xml",
        "views/portal_preview_views.xml",
        "views/res_partner_views.xml",
        "views/portal_space_templates.xml",
        "views/portal_news_templates.xml",
        "views/portal_preview_templates.xml",
        "views/portal_space_menus.xml",
        "data/portal_space_section_data.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "portal_space/static/src/scss/**/*",
        ],
    },
}
