"""The modules of ``addons/``, read from their manifests."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import cache
from tools.console import Failure

ADDONS = cache.REPOSITORY / "addons"
# What an installed database doesn't remember: assets and tests are read from disk.
NOT_INSTALLED = {"static", "tests", "readme", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """A module of ours and what its manifest says."""

    name: str
    path: Path
    depends: tuple[str, ...]
    version: str
    auto_install: bool | tuple[str, ...]
    installable: bool

    @property
    def for_tests_only(self) -> bool:
        """Whether it holds fake models for tests, and is never deployed."""
        return self.name.startswith("test_")

    def content_key(self) -> str:
        """A hash of what a database has of this module once it is installed."""
        digest = hashlib.sha256()
        for path in sorted(self._installed_files()):
            digest.update(str(path.relative_to(self.path)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:12]

    def _installed_files(self) -> Iterator[Path]:
        for path in self.path.rglob("*"):
            top = path.relative_to(self.path).parts
            if path.is_file() and not NOT_INSTALLED.intersection(top):
                yield path


def ours() -> dict[str, Module]:
    """Our installable modules by name, those that others depend on first."""
    found = (_read(path) for path in sorted(ADDONS.glob("*/__manifest__.py")))
    return _by_dependency(
        {module.name: module for module in found if module.installable}
    )


def deployed() -> dict[str, Module]:
    """Our modules but those that are for tests only."""
    return {
        name: module for name, module in ours().items() if not module.for_tests_only
    }


def stock_dependencies(modules: Iterable[Module] | None = None) -> list[str]:
    """What our modules need that is not ours; always something that can be served."""
    known = ours()
    modules = known.values() if modules is None else modules
    needed = {name for module in modules for name in module.depends}
    return sorted({"base", "web"} | (needed - known.keys()))


def content_key(modules: Iterable[Module] | None = None) -> str:
    """Changes when a database with these modules (by default, all) would differ."""
    modules = ours().values() if modules is None else modules
    parts = [f"{module.name}={module.content_key()}" for module in modules]
    return hashlib.sha256(" ".join(sorted(parts)).encode()).hexdigest()[:12]


def _read(manifest: Path) -> Module:
    try:
        values = ast.literal_eval(manifest.read_text())
    except (SyntaxError, ValueError) as error:
        raise Failure(f"{manifest} can't be read: {error}") from error
    auto_install = values.get("auto_install", False)
    if not isinstance(auto_install, bool):
        auto_install = tuple(auto_install)
    return Module(
        name=manifest.parent.name,
        path=manifest.parent,
        depends=tuple(values.get("depends", ())),
        version=values.get("version", ""),
        auto_install=auto_install,
        installable=values.get("installable", True),
    )


def _by_dependency(modules: dict[str, Module]) -> dict[str, Module]:
    ordered: dict[str, Module] = {}

    def add(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise Failure(f"modules depend on one another: {' → '.join((*path, name))}")
        for depends in modules[name].depends:
            if depends in modules and depends not in ordered:
                add(depends, (*path, name))
        ordered[name] = modules[name]

    for name in modules:
        if name not in ordered:
            add(name, ())
    return ordered
