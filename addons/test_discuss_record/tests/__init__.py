from . import test_access
from . import test_closing
from . import test_header
from . import test_manage
from . import test_members
from . import test_performance
from . import test_routes
from . import test_team_channel
