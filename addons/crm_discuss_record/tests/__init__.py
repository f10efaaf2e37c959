from . import test_crm_lead
from . import test_end
from . import test_feed
