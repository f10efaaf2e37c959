from . import discuss_channel, discuss_demo, discuss_theme, res_users
