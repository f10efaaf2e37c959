from . import test_access
from . import test_feed
from . import test_helpdesk_ticket
