from . import test_feed
from . import test_merge
from . import test_purchase_order
