from . import portal_space
from . import project_milestone
from . import project_project
from . import project_task
