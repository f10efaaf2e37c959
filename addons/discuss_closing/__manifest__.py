{
    "name": "Discuss Closing",
    "version": "19.0.1.0.0",
    "category": "Productivity/Discuss",
    "summary": "Channels end with an outcome, stay readable, and can be reopened",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_owner"],
    "data": [],
}
