from . import account_move, discuss_channel, purchase_order
