from . import (
    discuss_channel,
    discuss_channel_member,
    discuss_channel_overview,
    discuss_demo,
    discuss_theme,
    mail_message,
    mail_thread,
    res_users,
)
