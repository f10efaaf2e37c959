"""Databases that are built once, kept as templates, and copied.

A *stock* template has what our modules depend on, with demo data and nothing of ours;
a *suite* template is a copy of it with our modules installed. So ours are always
installed on a database that has data, as at a customer's. Since Odoo 19 a module that
is there already is not installed again, which is why ours are hidden from the first.

Their names carry a key of everything that they are made of.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tools import cache, lock, modules, odoo
from tools.console import Console, Step
from tools.environment import Base, Environment
from tools.postgres import Server

PREFIX = "entente_"
STOCK_PREFIX = f"{PREFIX}stock_"
# Stock templates serve all clones, so age alone says that one is of no more use.
KEEP_DAYS = 7
UNFINISHED = "_new"
DEMO = "demo"


def clone_prefix() -> str:
    """What names of this clone's own databases start with."""
    clone = f"{socket.gethostname()}:{os.geteuid()}:{cache.REPOSITORY}"
    return f"{PREFIX}{_digest(clone)[:8]}_"


def name(kind: str) -> str:
    """The name of a database of this clone, e.g. ``name("demo")``."""
    return clone_prefix() + kind


def stock_template(
    console: Console,
    env: Environment,
    server: Server,
    lang: str | None = None,
    demo: bool = True,
) -> str:
    """The name of a template with the stock modules that ours depend on.

    :param lang: a language, as ``odoo.language`` returns it
    """
    names = modules.stock_dependencies()
    key = _digest(*_base_key(env, server, lang, demo), *names)[:12]
    template = STOCK_PREFIX + key

    def build(step: Step, database: str) -> None:
        odoo.install(
            *(console, env, server, step, database, names),
            demo=demo,
            lang=lang,
            stock_only=True,
        )
        if lang:
            odoo.script(console, env, server, step, database, _speak(lang))

    title = f"Installing stock modules ({_variant(lang, demo)})"
    _ensure(console, env, server, template, title, build)
    server.set_note(template, time.strftime("%Y-%m-%d"))
    _prune_stock(env, server)
    _prune_clones(env, server)
    return template


def suite_template(
    console: Console,
    env: Environment,
    server: Server,
    lang: str | None = None,
    demo: bool = True,
    *,
    with_tests: bool = False,
) -> str:
    """The name of a template with all our modules.

    :param with_tests: including those that are for tests only
    """
    ours = (modules.ours() if with_tests else modules.deployed()).values()
    base = stock_template(console, env, server, lang, demo)
    variant = _digest(lang, demo, with_tests)[:4]
    family = name(f"suite_{variant}_")
    template = family + _digest(base, modules.content_key(ours))[:8]

    def build(step: Step, database: str) -> None:
        copy(env, server, base, database)
        if ours:
            names = [module.name for module in ours]
            odoo.install(console, env, server, step, database, names, demo=demo)

    title = f"Installing our modules ({_variant(lang, demo)})"
    _ensure(console, env, server, template, title, build)
    _prune(env, server, (other for other in server.list(family) if other != template))
    return template


def copy(env: Base, server: Server, source: str, target: str) -> None:
    """Copy a database that nobody is connected to; an older copy is replaced."""
    drop(env, server, target)
    # The files first: a database that exists has all of them.
    if (files := filestore(env, source)).is_dir():
        with cache.explained():
            shutil.copytree(files, filestore(env, target), copy_function=_link_or_copy)
    server.create(target, template=source)


def drop(env: Base, server: Server, database: str) -> None:
    """Remove a database and its files; fine if there is none."""
    server.drop(database)
    cache.remove(filestore(env, database))


def filestore(env: Base, database: str) -> Path:
    """The folder of a database's attachments."""
    return env.data_dir / "filestore" / database


def _ensure(
    console: Console,
    env: Environment,
    server: Server,
    template: str,
    title: str,
    build: Callable[[Step, str], None],
) -> None:
    """Build a template under another name, so that it's there whole or not at all."""
    if server.exists(template):
        return
    with lock.held(console, template):
        if server.exists(template):
            return
        unfinished = template + UNFINISHED
        drop(env, server, unfinished)
        with console.step(title) as step:
            build(step, unfinished)
            files, final = filestore(env, unfinished), filestore(env, template)
            cache.remove(final)
            if files.is_dir():
                files.rename(final)
            server.rename(unfinished, template)


def _prune_stock(env: Base, server: Server) -> None:
    oldest = time.strftime("%Y-%m-%d", time.localtime(time.time() - KEEP_DAYS * 86400))
    for template in server.list(STOCK_PREFIX):
        note = server.note(template)
        if (note and note < oldest) or template.endswith(UNFINISHED):
            _prune(env, server, [template])


def _prune_clones(env: Base, server: Server) -> None:
    """Drop what clones that were removed built, and note that this one is there.

    Demo databases stay: people write in them, and the clone may be back tomorrow.
    """
    known = cache.folder("clones")
    (known / clone_prefix()).write_text(str(cache.REPOSITORY))
    for clone in known.iterdir():
        if not Path(clone.read_text()).is_dir():
            for database in server.list(clone.name):
                if not database.startswith(f"{clone.name}{DEMO}"):
                    drop(env, server, database)
            clone.unlink(missing_ok=True)  # another clone may prune, too


def _prune(env: Base, server: Server, templates: Iterable[str]) -> None:
    """Drop templates, but for those that another call builds or copies."""
    for template in templates:
        if lock.is_free(lock.path(template.removesuffix(UNFINISHED))):
            drop(env, server, template)


def _base_key(
    env: Environment, server: Server, lang: str | None, demo: bool
) -> Iterable[object]:
    # On a server that several machines use, the files of a database are on one.
    host = socket.gethostname() if server.identity else ""
    return (env.source_key, lang, demo, env.data_dir, host)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _variant(lang: str | None, demo: bool) -> str:
    return f"{'demo data' if demo else 'no demo data'}, {lang or 'en_US'}"


def _speak(lang: str) -> str:
    """Code that makes a language everybody's, and that of contacts to come."""
    return (
        f"env['res.partner'].with_context(active_test=False).search([])"
        f".write({{'lang': {lang!r}}})\n"
        f"env['ir.default'].set('res.partner', 'lang', {lang!r})"
    )


def _link_or_copy(source: str, target: str) -> None:
    """Odoo never changes a stored file, so copies can share it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
