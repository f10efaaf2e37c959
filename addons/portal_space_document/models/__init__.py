from . import ir_attachment
from . import portal_space
