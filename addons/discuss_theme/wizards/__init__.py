from . import discuss_channel_move, discuss_theme_proposal
