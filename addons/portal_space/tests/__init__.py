from . import test_accessibility
from . import test_inert
from . import test_people
from . import test_preview
from . import test_routes
from . import test_section
from . import test_visit
