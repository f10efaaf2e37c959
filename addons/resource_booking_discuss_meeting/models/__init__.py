from . import calendar_event
from . import resource_booking
