def post_init_hook(env):
    """Tell customers the deadlines of requests that are open already."""
    tickets = env["helpdesk.ticket"].search(
        [
            ("ticket_sla_ids.state", "=", "in_progress"),
            ("portal_expected_date", "=", False),
        ]
    )
    env.add_to_compute(tickets._fields["portal_expected_date"], tickets)
