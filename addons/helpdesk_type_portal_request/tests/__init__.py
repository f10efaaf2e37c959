from . import test_routes, test_types
