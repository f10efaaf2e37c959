from . import test_customer_journey
from . import test_demo
from . import test_email_journey
from . import test_request
from . import test_ui
