from . import document_page
from . import portal_request_search_mixin
