from . import discuss_channel
from . import helpdesk_ticket
from . import helpdesk_ticket_team
from . import res_users
