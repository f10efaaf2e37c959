from . import ir_attachment
from . import ir_http
from . import mail_thread
from . import portal_news
from . import portal_space
from . import portal_space_mixin
