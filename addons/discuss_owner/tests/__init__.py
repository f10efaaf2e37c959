from . import (
    test_administrators,
    test_hooks,
    test_owner,
    test_owner_routes,
    test_rights,
    test_ui,
)
