from . import test_end
from . import test_feed
from . import test_sale_order
from . import test_ui
