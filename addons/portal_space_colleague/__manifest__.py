{
    "name": "Customer's Space: Colleagues",
    "version": "19.0.1.1.2",
    "category": "Website/Portal",
    "summary": "A customer company decides by itself who sees what, and who comes in",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["portal_space"],
    "data": [
        "views/res_partner_views.xml",
        "views/portal_colleague_templates.xml",
    ],
    "demo": ["demo/res_partner_demo.xml"],
    "assets": {
        "web.assets_frontend": [
            "portal_space_colleague/static/src/scss/**/*",
        ],
    },
}
