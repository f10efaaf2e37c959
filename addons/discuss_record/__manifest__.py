{
    "name": "Discuss on Records",
    "version": "19.0.1.3.0",
    "category": "Productivity/Discuss",
    "summary": "Tie a conversation to the business record that it is about",
    "author": "Entente contributors",
    "license": "AGPL-3",
    "depends": ["discuss_closing"],
    "data": [
        "security/discuss_record_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "data/mail_message_subtype_data.xml",
        "views/discuss_channel_views.xml",
        "views/discuss_record_departure_views.xml",
        "views/res_partner_views.xml",
        "views/discuss_record_feed_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "discuss_record/static/src/core/web/**/*",
        ],
        "web.assets_unit_tests": [
            "discuss_record/static/tests/**/*",
        ],
    },
}
