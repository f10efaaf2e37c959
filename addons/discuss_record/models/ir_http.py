from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        result = super().session_info()
        if self.env.user._is_internal():
            # whose deletion concerns conversations
            result["discuss_record_models"] = self.env[
                "discuss.channel"
            ]._record_models()
        return result
