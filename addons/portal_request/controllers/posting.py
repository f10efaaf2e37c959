from odoo.http import request

from odoo.addons.portal.controllers.thread import PortalThreadController


class PostingController(PortalThreadController):
    def _prepare_message_data(self, post_data, *, thread, **kwargs):
        """What comes from outside by Odoo's own chatter, as that of the page which a
        link opens, is checked as an answer, and is one."""
        data = super()._prepare_message_data(post_data, thread=thread, **kwargs)
        user = request.env.user
        if thread._name != "helpdesk.ticket" or user._is_internal():
            return data
        # sudo: ir.attachment - Odoo has checked that they are of who posts them
        attachments = request.env["ir.attachment"].sudo()
        thread._portal_link_check_files(
            attachments.browse(data.get("attachment_ids") or [])
        )
        if kwargs.get("from_create"):
            author = user.partner_id
            if user._is_public():
                author = author.browse(data.get("author_id") or [])
            thread._portal_link_check(author)
            data["portal_link_author"] = author
        return data
