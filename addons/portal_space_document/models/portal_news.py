from odoo import models


class PortalNews(models.Model):
    _inherit = "portal.news"

    def _on_told(self):
        # before they leave the space, which says what they say
        if names := self.env.context.get("portal_space_shared"):
            for news in self:
                news.title = news._title_of_shared(names)
        return super()._on_told()

    def _title_of_shared(self, names):
        """What news about shared files say, in the language of the person."""
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        # sudo: the title names the record to people who may read it
        record = record.sudo().with_context(lang=self.partner_id.lang)
        if len(names) == 1:
            return record.env._(
                "%(file)s was shared with you: %(name)s",
                file=names[0],
                name=record.display_name,
            )
        return record.env._(
            "%(number)s files were shared with you: %(name)s",
            number=len(names),
            name=record.display_name,
        )
