from . import discuss_meeting_new
from . import discuss_meeting_summary
from . import discuss_meeting_summary_action
