from . import discuss_channel
from . import sale_order
