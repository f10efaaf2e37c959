{
    "name": "CRM Discuss on Records: Rules",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "summary": "Open the conversation of a tender when an opportunity becomes one",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["crm_discuss_record", "discuss_record_rule"],
    "demo": [
        "demo/discuss_record_rule_demo.xml",
        "demo/crm_lead_demo.xml",
    ],
    "auto_install": True,
}
