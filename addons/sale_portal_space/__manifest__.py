{
    "name": "Customer's Space: Quotations and Orders",
    "version": "19.0.1.1.2",
    "category": "Website/Portal",
    "summary": "Quotations to sign and orders under way, in the customer's space",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_management", "portal_space"],
    "data": [
        "security/sale_portal_space_security.xml",
        "data/portal_space_section_data.xml",
        "views/sale_order_views.xml",
        "views/sale_portal_templates.xml",
    ],
    "demo": [
        "demo/sale_portal_space_demo.xml",
    ],
    "auto_install": True,
    "uninstall_hook": "uninstall_hook",
}
