from . import test_due
from . import test_news
from . import test_providers
from . import test_routes
