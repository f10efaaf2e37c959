from . import test_access
from . import test_home
from . import test_news
from . import test_progress
from . import test_routes
