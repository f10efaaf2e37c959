from . import discuss_channel_close, discuss_channel_merge
