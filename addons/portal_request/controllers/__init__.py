from . import attachment, closing, following, opening
