from . import acting, attachment, closing, following, opening, similar
