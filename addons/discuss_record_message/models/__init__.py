from . import discuss_message_result
from . import mail_message
