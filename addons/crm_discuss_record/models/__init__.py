from . import crm_lead, discuss_channel
