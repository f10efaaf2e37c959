from . import test_attachments
from . import test_frames
from . import test_once
from . import test_performance
from . import test_reading
from . import test_routes
from . import test_tokens
from . import test_writing
