from . import entente_demo
