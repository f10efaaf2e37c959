from . import discuss_demo
from . import res_users
