from . import favorite, webclient
