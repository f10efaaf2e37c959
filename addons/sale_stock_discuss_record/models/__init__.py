from . import discuss_demo
from . import sale_order
