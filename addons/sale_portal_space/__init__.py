from . import controllers
from . import models


def uninstall_hook(env):
    """Take back what the group of another module was given."""
    managers = env.ref("sales_team.group_sale_manager", raise_if_not_found=False)
    preview = env.ref("portal_space.group_portal_space_preview", False)
    if managers and preview:
        managers.implied_ids -= preview
