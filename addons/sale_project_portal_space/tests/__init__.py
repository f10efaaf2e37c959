from . import test_project_steps
