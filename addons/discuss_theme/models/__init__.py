from . import discuss_channel, discuss_theme, res_users
