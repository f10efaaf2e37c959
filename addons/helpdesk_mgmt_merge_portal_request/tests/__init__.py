from . import test_merging
from . import test_ui
