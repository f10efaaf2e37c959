from . import test_answering
from . import test_delivery
from . import test_order_life
from . import test_preferences
from . import test_push
from . import test_sending
from . import test_ui
from . import test_unsubscribe
