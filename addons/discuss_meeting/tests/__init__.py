from . import test_meeting
from . import test_new
from . import test_provider_down
from . import test_provider_setup
from . import test_providers
from . import test_routes
from . import test_summary
