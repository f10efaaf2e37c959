{
    "name": "Discuss Owners",
    "version": "19.0.1.0.0",
    "category": "Productivity/Discuss",
    "summary": "Somebody answers for each channel: its owners and theme stewards",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_theme"],
    "data": [],
}
