from . import (
    ir_attachment,
    ir_http,
    mail_message,
    mail_thread,
    portal_once,
    res_partner,
)
