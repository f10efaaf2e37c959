from . import test_hours
from . import test_pages
