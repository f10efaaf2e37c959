from . import following, opening
