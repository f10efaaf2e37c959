from . import discuss_message_follow_up
