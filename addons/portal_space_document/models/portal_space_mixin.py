from odoo import models


class PortalSpaceMixin(models.AbstractModel):
    _inherit = "portal.space.mixin"

    def _portal_space_has_customer(self):
        """Whether there is somebody whom a file of this record can be shared with."""
        self.ensure_one()
        return bool(self._mail_get_partners()[self.id])

    def _portal_space_tell_shared(self, files):
        """Tell the customer of this record that files of it were shared."""
        self.ensure_one()
        names = tuple(files.mapped("name"))
        self.with_context(portal_space_shared=names)._portal_space_tell("document")

    def _portal_space_forget_shared(self, files):
        """Forget the news that name files of this record, which are not shared any
        more."""
        # sudo: portal.news - who shared the files takes them back
        news_sudo = self.env["portal.news"].sudo()
        news_sudo.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "=", "document"),
            ]
        ).filtered(
            lambda news: any(
                news.title == news._title_of_shared((name,))
                for name in files.mapped("name")
            )
        ).unlink()
