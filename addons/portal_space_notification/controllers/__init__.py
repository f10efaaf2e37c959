from . import news
from . import notifications
from . import unsubscribe
