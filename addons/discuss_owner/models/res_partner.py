from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def unlink(self):
        channels = self._search_ownerships().channel_id
        result = super().unlink()
        channels._hand_over_to_oldest()
        return result

    def _search_ownerships(self):
        """Return the memberships (sudo) by which these people own channels."""
        # sudo: discuss.channel.member - of whoever is going; nothing is told
        Member = self.env["discuss.channel.member"].sudo()
        domain = [("partner_id", "in", self.ids), ("is_owner", "=", True)]
        return Member.with_context(active_test=False).search(domain)

    def _give_up_ownership(self):
        """Let others own the channels of these people, who are no active colleagues any
        more. Where nobody else is left, they stay the owners, for the day when they
        come back.
        """
        members = self._search_ownerships() if self else None
        if not members:
            return
        members.channel_id._hand_over_to_oldest()
        others = members.search_fetch(
            [
                ("channel_id", "in", members.channel_id.ids),
                ("is_owner", "=", True),
                ("id", "not in", members.ids),
            ],
            ["channel_id"],
        )
        members.filtered(lambda m: m.channel_id in others.channel_id).write(
            {"is_owner": False}
        )
