from . import ir_rule
from . import portal_space
from . import portal_space_mixin
from . import res_partner
from . import res_users
