{
    "name": "Discuss Record References",
    "version": "19.0.1.1.1",
    "category": "Productivity/Discuss",
    "summary": "Show what a message refers to, to those who may read it",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_record"],
    "assets": {
        "web.assets_backend": [
            "discuss_record_reference/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_record_reference/static/tests/**/*",
        ],
    },
}
