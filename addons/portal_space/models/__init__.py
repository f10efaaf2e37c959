from . import portal_news
from . import portal_preview
from . import portal_space
from . import portal_space_access_mixin
from . import portal_space_mixin
from . import portal_space_section
from . import portal_visit
from . import res_partner
