{
    "name": "Discuss Message Follow-Up",
    "version": "19.0.1.1.0",
    "category": "Productivity/Discuss",
    "summary": "Make an activity or a note of a record out of a message",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_record_reference"],
    "data": [
        "security/discuss_message_follow_up_security.xml",
        "security/ir.model.access.csv",
        "wizards/discuss_message_follow_up_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "discuss_record_message/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_record_message/static/tests/**/*",
        ],
    },
}
