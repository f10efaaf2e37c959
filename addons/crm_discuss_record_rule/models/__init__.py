from . import discuss_demo
