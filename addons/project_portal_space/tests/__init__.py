from . import test_home
from . import test_news
from . import test_pages
from . import test_progress
from . import test_tasks_page
from . import test_tours
