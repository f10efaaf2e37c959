from . import discuss_meeting_new
