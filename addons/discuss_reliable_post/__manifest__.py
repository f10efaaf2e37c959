{
    "name": "Discuss Reliable Posting",
    "version": "19.0.1.0.0",
    "category": "Productivity/Discuss",
    "summary": "Many people post at once without waiting, and nothing arrives twice",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["mail"],
    "data": [],
    "assets": {
        "web.assets_backend": [
            "discuss_reliable_post/static/src/core/common/**/*",
        ],
        "mail.assets_public": [
            "discuss_reliable_post/static/src/core/common/**/*",
        ],
        "portal.assets_chatter": [
            "discuss_reliable_post/static/src/core/common/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_reliable_post/static/tests/**/*",
        ],
    },
}
