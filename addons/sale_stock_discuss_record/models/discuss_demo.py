from odoo import api, models


class DiscussDemo(models.AbstractModel):
    _inherit = "discuss.demo"

    @api.model
    def _tell_of_delivery(self):
        """One order is talked about in the conversation about another."""
        demo = self._in_its_language()
        marc = demo.env.ref("base.user_demo")
        mitchell = demo.env.ref("base.user_admin")
        demo._talk(
            demo.env.ref("sale.sale_order_8"),
            [
                (
                    marc,
                    demo.env._(
                        "They would like to have this with #%(order)s, in one "
                        "delivery. Is that possible?",
                        order=demo.env.ref("sale.sale_order_10").name,
                    ),
                ),
                (mitchell, demo.env._("Yes, on the same lorry, if both are ready.")),
            ],
        )
