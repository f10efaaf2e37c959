from . import discuss_channel
from . import discuss_channel_member
from . import discuss_record_end_mixin
from . import discuss_record_feed_mixin
from . import discuss_record_glance_mixin
from . import discuss_record_mixin
from . import res_users
