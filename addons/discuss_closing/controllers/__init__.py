from . import public_page, search
