"""What a test that runs Odoo processes of its own needs, passed on by `./dev test`."""

from __future__ import annotations

import base64
import os
import pickle
from dataclasses import dataclass

from tools.environment import Environment
from tools.postgres import Server

_VARIABLE = "ENTENTE_TEST_CONTEXT"


@dataclass(frozen=True)
class Context:
    """Where the tests run.

    :param env: the Odoo in use
    :param server: the PostgreSQL in use
    :param stock_template: a database to copy, with nothing of ours
    :param suite_template: a database to copy, with all of ours and its demo
    """

    env: Environment
    server: Server
    stock_template: str
    suite_template: str

    def variables(self) -> dict[str, str]:
        """Return the environment variable that hands the context to the tests."""
        return {_VARIABLE: base64.b64encode(pickle.dumps(self)).decode()}

    @classmethod
    def of_this_run(cls) -> Context:
        """Return the context of the `./dev test` that runs the calling test."""
        if _VARIABLE not in os.environ:
            raise RuntimeError("this test needs what ./dev test sets up: start it so")
        return pickle.loads(base64.b64decode(os.environ[_VARIABLE]))
