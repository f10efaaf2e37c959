{
    "name": "Discuss Working Set",
    "version": "19.0.1.0.1",
    "category": "Productivity/Discuss",
    "summary": "Keep Discuss light for people who are in thousands of channels",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_theme"],
    "data": [],
    "assets": {
        "web.assets_backend": [
            "discuss_working_set/static/src/core/web/**/*",
        ],
        "web.assets_tests": [
            "discuss_working_set/static/tests/tours/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_working_set/static/tests/**/*",
            ("remove", "discuss_working_set/static/tests/tours/**/*"),
        ],
    },
}
