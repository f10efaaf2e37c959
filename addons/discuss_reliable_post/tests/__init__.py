from . import test_client_key, test_last_interest
