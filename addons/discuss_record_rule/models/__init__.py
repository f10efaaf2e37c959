from . import discuss_channel
from . import discuss_record_mixin
from . import discuss_record_rule_condition
from . import discuss_record_rule_engine
from . import discuss_record_rule_message
from . import discuss_record_rule
from . import discuss_record_rule_run
