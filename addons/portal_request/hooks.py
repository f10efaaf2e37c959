def post_init_hook(env):
    """Say in the customer's words what the stages that come with Odoo mean."""
    stage = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_awaiting", False)
    if stage:
        stage.portal_state = "waiting"
