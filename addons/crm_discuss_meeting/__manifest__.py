{
    "name": "CRM Meeting Links",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "summary": "Meetings about an opportunity among colleagues become links",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["calendar_discuss_meeting", "crm"],
    "auto_install": True,
}
