from . import (
    discuss_channel,
    discuss_channel_member,
    discuss_demo,
    discuss_theme,
    res_users,
    res_users_settings,
)
