from odoo.addons.discuss_theme.hooks import adopt_theme, disown_themes


def pre_init_hook(env):
    """Use the theme "Requests" of the database where it has one already."""
    adopt_theme(
        env, "helpdesk_mgmt_discuss_record.theme_requests", ["Requests", "Demandes"]
    )


def uninstall_hook(env):
    """Leave the theme to the channels that are filed in it."""
    disown_themes(env, "helpdesk_mgmt_discuss_record")
