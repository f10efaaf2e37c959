"""What happens to channels when the module comes and goes."""

# Stock's rules that open every conversation to administrators of the settings.
OPEN_TO_ADMINISTRATORS = (
    "mail.ir_rule_discuss_channel_group_system",
    "mail.ir_rule_discuss_channel_member_group_system",
)


def post_init_hook(env):
    """Give an owner to each channel that exists: whoever made it or, where that person
    has gone, the colleague who has been in it for longest.
    """
    env["discuss.channel"].with_context(active_test=False).search(
        [("channel_type", "in", env["discuss.channel"]._theme_channel_types())]
    )._filter_owned()._appoint_owners()


def uninstall_hook(env):
    """Give back to administrators of the settings what stock gives them."""
    for xmlid in OPEN_TO_ADMINISTRATORS:
        if rule := env.ref(xmlid, raise_if_not_found=False):
            rule.domain_force = "[(1, '=', 1)]"
