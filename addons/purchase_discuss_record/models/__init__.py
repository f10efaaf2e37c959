from . import discuss_channel, purchase_order
