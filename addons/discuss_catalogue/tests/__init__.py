from . import (
    test_catalogue,
    test_catalogue_access,
    test_catalogue_rpc,
    test_ui,
)
