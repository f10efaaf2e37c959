from . import (
    test_channel_store,
    test_channel_theme,
    test_hooks,
    test_theme,
    test_theme_access,
    test_theme_in_use,
    test_ui,
    test_webclient,
)
