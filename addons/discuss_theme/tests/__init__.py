from . import (
    test_channel_store,
    test_channel_theme,
    test_favorite,
    test_favorite_routes,
    test_folding,
    test_hooks,
    test_mark_as_read,
    test_theme,
    test_theme_access,
    test_theme_in_use,
    test_ui,
    test_webclient,
)
