from . import test_answers, test_page, test_routes, test_ui
