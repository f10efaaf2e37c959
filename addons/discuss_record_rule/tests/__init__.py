from . import test_discuss_record_rule
