from . import search, webclient
