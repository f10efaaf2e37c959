from . import merging
