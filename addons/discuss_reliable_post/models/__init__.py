from . import discuss_channel, mail_message, mail_thread
