from . import discuss_channel
from . import discuss_meeting
from . import discuss_record_mixin
