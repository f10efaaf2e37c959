from . import meeting
from . import webclient
