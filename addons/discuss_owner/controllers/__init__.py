from . import channel, public_page
