from . import portal_space
from . import sale_order
