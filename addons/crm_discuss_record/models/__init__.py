from . import crm_lead, crm_team_member, discuss_channel
