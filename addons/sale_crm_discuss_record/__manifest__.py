{
    "name": "Sales and CRM Discuss on Records",
    "version": "19.0.1.0.0",
    "category": "Sales/Sales",
    "summary": "A quotation carries on the conversation about its opportunity",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["sale_crm", "crm_discuss_record", "sale_discuss_record"],
    "data": [
        "data/ir_actions_server_data.xml",
    ],
    "auto_install": True,
}
