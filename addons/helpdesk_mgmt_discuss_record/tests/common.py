from odoo import Command

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon

GROUP = "helpdesk_mgmt.group_helpdesk"


class RequestCommon(DiscussRecordCommon):
    """A request of a customer in the support team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls._new_user("owner", f"{GROUP}_user_own")
        cls.other_owner = cls._new_user("other", f"{GROUP}_user_own")
        cls.team_mate = cls._new_user("mate", f"{GROUP}_user_team")
        cls.stranger = cls._new_user("stranger", f"{GROUP}_user_team")
        cls.manager = cls._new_user("manager", f"{GROUP}_manager")
        cls.colleague = cls._new_user("colleague")
        cls.customer = cls._new_user("customer", "base.group_portal")
        cls.support, cls.logistics = cls.env["helpdesk.ticket.team"].create(
            [
                {"name": name, "user_ids": [Command.set(users.ids)]}
                for name, users in (
                    ("Support", cls.owner | cls.other_owner | cls.team_mate),
                    ("Logistics", cls.stranger),
                )
            ]
        )
        cls.ticket = cls._new_ticket(user_id=cls.owner.id)
        cls.progress, cls.done, cls.rejected = (
            cls.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            for name in ("in_progress", "done", "rejected")
        )

    @classmethod
    def _new_ticket(cls, **values):
        return cls.env["helpdesk.ticket"].create(
            {
                "description": "It stays dark.",
                "name": "Broken lamp",
                "partner_id": cls.customer.partner_id.id,
                "team_id": cls.support.id,
                "user_id": False,
                **values,
            }
        )
