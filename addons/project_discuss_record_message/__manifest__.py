{
    "name": "Project Discuss Message Follow-Up",
    "version": "19.0.1.0.0",
    "category": "Services/Project",
    "summary": "Make a task out of a message",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["project_discuss_record", "discuss_record_message"],
    "data": [
        "wizards/discuss_message_follow_up_views.xml",
    ],
    "demo": [
        "demo/discuss_channel_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "project_discuss_record_message/static/src/core/web/**/*",
        ],
        "web.assets_tests": [
            "project_discuss_record_message/static/tests/tours/**/*",
        ],
    },
    "auto_install": True,
}
