{
    "name": "Discuss Themes",
    "version": "19.0.1.0.0",
    "category": "Productivity/Discuss",
    "summary": "File the channels of Discuss by theme",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["mail"],
    "data": [
        "security/discuss_theme_security.xml",
        "security/ir.model.access.csv",
        "data/discuss_theme_data.xml",
    ],
    "demo": [],
    "assets": {},
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
