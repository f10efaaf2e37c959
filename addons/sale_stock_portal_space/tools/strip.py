"""The steps of a delivery. All functions take orders with ``sudo()``."""

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step
from odoo.addons.sale_portal_space.tools.strip import quantities, quantity_step

OUTGOING = ("outgoing", "dropship")


def goods(order):
    """What is delivered from a stock."""
    return order._portal_space_lines().filtered(
        lambda line: line.qty_delivered_method == "stock_move"
        and line.product_uom_qty > 0
    )


def delivery_steps(order, slip_url) -> list[Step]:
    """From the warehouse to the customer.

    :param slip_url: gives the address of a delivery slip
    """
    env = order.env
    lines = goods(order)
    if not lines or order.is_expired:
        return []
    done = order._portal_space_slips()
    slip = {"date": done[0].date_done, "url": slip_url(done[0])} if done else {}
    if order.state == "cancel":
        if not any(line.qty_delivered for line in lines):
            return []
        label = env._("Delivered")
        return [Step("step_delivery", label, DONE, detail=quantities(lines), **slip)]
    planned = order._portal_space_planned_date() or None
    if order.state != "sale":
        return [Step("step_delivery", env._("Delivery"), date=planned)]
    over = order.delivery_status == "full"
    started = any(line.qty_delivered for line in lines)
    prepared = DONE if over or started or done else CURRENT
    steps = [Step("step_preparation", env._("In preparation"), prepared)]
    if over and any(move.state == "done" for move in order.picking_ids.return_ids):
        partial = started and quantities(lines)
        label = env._("Returned in part") if started else env._("Returned")
        return [
            *steps,
            Step("step_delivery", label, DONE, detail=partial or "", **slip),
        ]
    if not started:
        if over:
            return [*steps, Step("step_delivery", env._("Delivered"), DONE, **slip)]
        return [*steps, Step("step_delivery", env._("Delivery"), TODO, date=planned)]
    label = env._("Delivered in part")
    step = quantity_step(
        "step_delivery", label, env._("Delivered"), lines, done=over or None, **slip
    )
    return [*steps, step]
