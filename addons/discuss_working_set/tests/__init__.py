from . import (
    test_activity,
    test_overview,
    test_subscription,
    test_ui,
    test_webclient,
    test_working_set,
)
