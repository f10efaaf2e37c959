from . import (
    discuss_channel,
    discuss_channel_member,
    ir_websocket,
    mail_message,
    res_users,
    res_users_settings,
)
