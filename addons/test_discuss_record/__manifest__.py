{
    "name": "Test Discuss on Records",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "summary": "A document made for testing the conversation on records",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": [
        "calendar_discuss_meeting",
        "discuss_record",
        "discuss_record_meeting",
        "discuss_record_message",
        "discuss_record_rule",
    ],
    "data": [
        "security/test_discuss_record_security.xml",
        "security/ir.model.access.csv",
    ],
}
