from . import test_appointment
from . import test_appointment_door
from . import test_appointment_mail
from . import test_doors
from . import test_left_alone
from . import test_link_instead
from . import test_modes
from . import test_ui
