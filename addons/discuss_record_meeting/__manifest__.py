{
    "name": "Discuss Meeting Links on Records",
    "version": "19.0.1.0.0",
    "category": "Productivity/Discuss",
    "summary": "Meet about a record, by one click, and find on it what came of it",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_meeting", "discuss_record"],
    "auto_install": True,
    "assets": {
        "web.assets_backend": [
            "discuss_record_meeting/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_record_meeting/static/tests/**/*",
        ],
    },
}
