from . import (
    ir_attachment,
    ir_http,
    ir_qweb_field_contact,
    mail_message,
    mail_thread,
    portal_once,
    res_partner,
)
