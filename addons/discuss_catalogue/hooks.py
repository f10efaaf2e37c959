def uninstall_hook(env):
    """Give back to stock's menu the action that it had."""
    menu = env.ref("mail.menu_channel", raise_if_not_found=False)
    action = env.ref("mail.discuss_channel_action", raise_if_not_found=False)
    if menu and action:
        menu.action = action
