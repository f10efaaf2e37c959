from . import (
    test_acting,
    test_answers,
    test_context,
    test_files,
    test_following,
    test_forms,
    test_link,
    test_mail,
    test_opening,
    test_routes,
    test_stock_holes,
    test_ui,
)
