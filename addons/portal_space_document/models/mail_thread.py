from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _thread_to_store(self, store, fields, *, request_list=None):
        result = super()._thread_to_store(store, fields, request_list=request_list)
        # here, as what a mixin says of a thread is not asked for behind mail.thread
        if (
            "attachments" in (request_list or ())
            and isinstance(self, self.env.registry["portal.space.mixin"])
            and store.target.is_internal(self.env)
        ):
            for thread in self:
                values = {"portal_has_customer": thread._portal_space_has_customer()}
                store.add(thread, values, as_thread=True)
        return result
