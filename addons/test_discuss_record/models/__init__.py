from . import test_discuss_record
from . import test_discuss_sequel
