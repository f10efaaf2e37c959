from . import test_access
from . import test_deletion
from . import test_feed
from . import test_project
