from . import discuss_channel, discuss_channel_member
