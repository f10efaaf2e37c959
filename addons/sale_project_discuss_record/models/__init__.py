from . import project_project
from . import project_task
from . import sale_order_line
