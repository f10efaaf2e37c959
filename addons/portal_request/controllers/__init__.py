from . import acting, attachment, closing, following, opening, posting, similar
