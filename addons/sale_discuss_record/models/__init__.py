from . import account_move
from . import crm_team_member
from . import discuss_channel
from . import sale_order
