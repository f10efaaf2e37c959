from . import (
    test_auto_close,
    test_closed_channel,
    test_closing,
    test_mail_gateway,
    test_merge,
    test_merge_refusals,
    test_routes,
    test_ui,
)
