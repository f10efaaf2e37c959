from . import (
    discuss_channel,
    discuss_channel_member,
    discuss_demo,
    discuss_theme,
    discuss_theme_rule,
    res_config_settings,
    res_users,
    res_users_settings,
)
