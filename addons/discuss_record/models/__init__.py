from . import discuss_channel
from . import discuss_channel_member
from . import discuss_record_mixin
from . import res_users
