"""Everything that has to be on the machine before Odoo runs."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tools import cache, lock, modules, odoo_source, virtualenv
from tools.console import Console, Failure
from tools.odoo_source import Source

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


@dataclass(frozen=True)
class Base:
    """A machine that has our requirements, and maybe no Odoo.

    :param venv: the virtualenv with them
    """

    venv: Path

    @property
    def python(self) -> Path:
        """The interpreter that has our requirements."""
        return self.venv / "bin" / "python"

    @property
    def data_dir(self) -> Path:
        """Where Odoo keeps file stores and sessions."""
        return cache.folder("data")


@dataclass(frozen=True)
class Environment(Base):
    """A machine that is ready to run Odoo.

    :param source: the Odoo in use
    :param chromium: the browser, if it was asked for
    """

    source: Source
    chromium: Path | None = None

    @property
    def odoo_command(self) -> list[str]:
        """What runs Odoo's command line, with ``process_env``."""
        return [str(self.python), str(self.source.launcher)]

    @property
    def process_env(self) -> dict[str, str]:
        """Variables for processes that import Odoo or use our requirements."""
        return {
            "PATH": f"{self.venv / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
            "VIRTUAL_ENV": str(self.venv),
            "PYTHONPATH": str(self.source.python_path),
            # Settings of another Odoo of this user must not leak into ours.
            "ODOO_RC": os.devnull,
        }

    @property
    def stock_addons(self) -> list[Path]:
        """Add-on folders that are not ours: Odoo's, and those of OCA's wheels."""
        wheels = virtualenv.site_packages(self.venv) / "odoo" / "addons"
        return [*self.source.addons, *([wheels] if wheels.is_dir() else [])]

    @property
    def addons_path(self) -> list[Path]:
        """All add-on folders; ours only if it has a module, or Odoo refuses it."""
        return [*self.stock_addons, *([modules.ADDONS] if modules.ours() else [])]

    @property
    def source_key(self) -> str:
        """Identifies this Odoo in keys of what is cached."""
        return self.source.key


def prepare_base(console: Console) -> Base:
    """Set up what is missing to reach PostgreSQL."""
    return Base(virtualenv.prepare(console))


def prepare(
    console: Console, *, odoo_from: str | None = None, browser: bool = False
) -> Environment:
    """Set up what is missing.

    :param odoo_from: one of ``odoo_source.ORIGINS``, to use that Odoo only
    :param browser: also make sure that there is a Chromium
    """
    cache.prune_logs()
    # First what can be wrong at once, then what takes a while.
    source = odoo_source.at_home(odoo_from)
    venv = virtualenv.prepare(console)
    source = source or odoo_source.find(console, venv, odoo_from)
    return Environment(venv, source, _chromium(console) if browser else None)


def _chromium(console: Console) -> Path:
    if found := _find_chromium():
        return found
    if os.geteuid() or not shutil.which("apt-get"):
        raise Failure(
            "the browser tests need Chromium, and there is none on the PATH",
            todo="install it, e.g. on Debian: sudo apt-get install chromium."
            " To leave the browser out: ./dev test --fast",
        )
    with lock.held(console, "chromium"), console.step("Installing Chromium") as step:
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        console.run(["apt-get", "update"], step, env=quiet)
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        console.run(install, step, env=quiet)
    if found := _find_chromium():
        return found
    raise Failure("Chromium was installed, but is not on the PATH", log=step.log)


def _find_chromium() -> Path | None:
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((Path(path) for path in found if path), None)
