from odoo import fields, models

from odoo.addons.portal_space.tools.document import Document
from odoo.addons.portal_space.tools.home import CURRENT, DONE, Step


class TestPortalDocument(models.Model):
    """A document as a customer finds it in their space: it is of one customer, whose
    colleagues see it too, and it has a page where it is talked about."""

    _name = "test.portal.document"
    _description = "Test Document of a Customer"
    _inherit = [
        "portal.mixin",
        "mail.thread.main.attachment",
        "mail.activity.mixin",
        "portal.space.mixin",
    ]
    _mail_post_access = "read"

    name = fields.Char(required=True)
    partner_id = fields.Many2one("res.partner", tracking=True)
    company_id = fields.Many2one("res.company")
    user_id = fields.Many2one("res.users", tracking=True)
    is_confidential = fields.Boolean()
    state = fields.Selection(
        [("draft", "Draft"), ("done", "Done")], default="draft", tracking=True
    )

    def _compute_access_url(self):
        result = super()._compute_access_url()
        for document in self:
            document.access_url = f"/my/test-documents/{document.id}"
        return result

    def _portal_space_documents(self):
        return {
            document.id: [
                Document(
                    name=f"{document.name}.txt",
                    kind="test",
                    date=document.create_date,
                    url=document.access_url,
                    record=document,
                    content=document._make_file,
                )
            ]
            for document in self
        }

    def _make_file(self):
        return self.name.encode()

    def _portal_space_steps(self):
        return {
            document.id: [
                Step("step_received", "Received", DONE),
                Step(
                    "step_done",
                    "Done",
                    DONE if document.state == "done" else CURRENT,
                ),
            ]
            for document in self
        }
