"""What a test that runs Odoo processes of its own needs, passed on by `./dev test`."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from pathlib import Path

from tools.environment import Environment
from tools.postgres import Server

_VARIABLE = "ENTENTE_TEST_CONTEXT"


@dataclass(frozen=True)
class Context:
    """Where the tests run.

    :param env: the Odoo in use
    :param server: the PostgreSQL in use
    :param stock_template: a database to copy, with nothing of ours
    """

    env: Environment
    server: Server
    stock_template: str

    def save(self, path: Path) -> dict[str, str]:
        """Write the context; return the variable that tells the tests where."""
        path.write_bytes(pickle.dumps(self))
        return {_VARIABLE: str(path)}

    @classmethod
    def of_this_run(cls) -> Context:
        """Read the context in a test."""
        if _VARIABLE not in os.environ:
            raise RuntimeError("this test needs what ./dev test sets up: start it so")
        return pickle.loads(Path(os.environ[_VARIABLE]).read_bytes())
