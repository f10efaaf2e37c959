from . import discuss_channel
from . import project_milestone
from . import project_project
from . import project_task
