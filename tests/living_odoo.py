"""An Odoo process that runs pieces of code on a database, one after the other.

To start Odoo takes longer than most of what is asked of it here.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from multiprocessing.connection import Listener
from pathlib import Path

from tools import odoo
from tools.console import Failure, die_with_parent

# Modules may be changed by another process in the meantime, and glue is to be installed
# by itself. The shell's own transaction would be in the way of what changes tables.
SERVE = """
import traceback
from multiprocessing.connection import Client
from odoo.api import Environment, SUPERUSER_ID
from odoo.modules.registry import Registry
from odoo.tools import config
env.cr.rollback()
config["skip_auto_install"] = True
with Client({address!r}, authkey={key!r}) as line:
    while code := line.recv():
        error, names = None, {{}}
        try:
            with Registry(env.cr.dbname).check_signaling().cursor() as cr:
                names["env"] = Environment(cr, SUPERUSER_ID, {{}})
                exec(code, names)
        except Exception:
            error = traceback.format_exc()
        line.send((error, names.get("result")))
"""
STARTS_WITHIN, ANSWERS_WITHIN = 120, 600  # seconds


class LivingOdoo:
    """Odoo on a database; started when it is needed, and anew after a failure.

    :param addons: a folder of modules on top of the others
    :param yields: whether it leaves the processors to others who want them
    """

    def __init__(self, console, context, database, addons=None, *, yields=False):
        self._console, self._context = console, context
        self._database = database
        self._addons_path = [*context.env.addons_path, *([addons] if addons else [])]
        self._nice = ["nice"] if yields else []
        self._process = self._line = self._log = None

    def run(self, code):
        """Run code, where `env` is the superuser's, and commit; return its `result`.

        A Failure if it fails, or if Odoo logs what `odoo.check_log` minds.
        """
        if not self._line:
            self._start()
        line = self._line
        try:
            line.send(code)
            if not line.poll(ANSWERS_WITHIN):
                raise Failure("Odoo did not come to an end", log=self._log)
            error, result = line.recv()
            if error:
                raise Failure(error, log=self._log)
            odoo.check_log(self._log)
        except (EOFError, OSError):
            self.stop()
            raise Failure("Odoo stopped", log=self._log) from None
        except Failure:
            self.stop()
            raise
        return result

    def stop(self):
        """End the process, if there is one; another thread may be waiting for it."""
        process, self._process, self._line = self._process, None, None
        if process:
            process.kill()
            process.wait()

    def _start(self):
        env, server = self._context.env, self._context.server
        key = os.urandom(16)
        with (
            self._console.step(f"Starting Odoo on {self._database}") as step,
            tempfile.TemporaryDirectory() as folder,
            step.log.open("a") as log,
        ):
            self._log = step.log
            address = str(Path(folder) / "line")
            with Listener(address, authkey=key) as listener:
                self._process = subprocess.Popen(
                    [
                        *self._nice,
                        *env.odoo_command,
                        *("shell", "--no-http"),
                        *odoo.options(
                            *(env, server, self._database),
                            addons_path=self._addons_path,
                        ),
                    ],
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                    env={**os.environ, **odoo.environ(env, server)},
                    preexec_fn=die_with_parent,
                    text=True,
                )
                self._process.stdin.write(SERVE.format(address=address, key=key))
                self._process.stdin.close()
                self._line = self._accept(listener, step)

    def _accept(self, listener, step):
        # There is no other way to wait for a while only.
        listener._listener._socket.settimeout(0.5)
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                return listener.accept()
            except TimeoutError:
                continue
        self.stop()
        raise Failure("Odoo did not start", log=step.log)
