from . import (
    discuss_answerable_mixin,
    discuss_channel,
    discuss_channel_member,
    discuss_channel_overview,
    discuss_demo,
    discuss_theme,
    res_partner,
    res_users,
)
