from odoo import models
from odoo.http import request

# Pages where customers sign, pay, post and log in
UNFRAMED = ("/my", "/web/login", "/web/signup", "/web/reset_password")


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        result = super()._post_dispatch(response)
        path = request.httprequest.path
        if any(path == page or path.startswith(page + "/") for page in UNFRAMED):
            cls._forbid_framing(response.headers)
        return result

    @classmethod
    def _forbid_framing(cls, headers):
        """Let other sites not show this in a frame, to have it clicked unseen."""
        headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        policy = headers.get("Content-Security-Policy", "")
        if "frame-ancestors" not in policy:
            headers["Content-Security-Policy"] = "; ".join(
                filter(None, (policy, "frame-ancestors 'self'"))
            )
