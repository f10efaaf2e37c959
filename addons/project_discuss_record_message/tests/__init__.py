from . import test_task
from . import test_ui
