from . import discuss_channel_merge
