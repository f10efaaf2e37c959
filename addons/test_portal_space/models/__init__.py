from . import portal_space
from . import test_portal_document
