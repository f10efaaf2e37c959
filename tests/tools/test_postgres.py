"""The embedded server, a configured one, and databases with their files."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.tools.conftest import VENV
from tools import cache, clusters, databases, embedded, postgres, throwaway
from tools.console import Failure

USE = """
import sys
from pathlib import Path
from types import SimpleNamespace
from tools import cache, postgres
from tools.console import Console
env = SimpleNamespace(venv=Path({venv!r}))
with postgres.running(Console(cache.logs), env) as server:
    server.query("SELECT 1")
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def env(cache_home):
    """As much of an environment as databases need."""
    return SimpleNamespace(venv=VENV, data_dir=cache.folder("data"))


@pytest.fixture
def user(cache_home):
    """Another process that uses the server until its input is closed."""
    started = []

    def use():
        process = subprocess.Popen(
            [sys.executable, "-c", USE.format(venv=str(VENV))],
            cwd=cache.REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert "up\n" in iter(process.stdout.readline, "")
        return process

    yield use
    for process in started:
        process.kill()
        process.communicate()
    await_end()


def await_end():
    deadline = time.monotonic() + 10
    while embedded.in_use():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_databases_and_their_files(env, say):
    with postgres.running(say, env) as server:
        server.create("one")
        assert server.query("SELECT similarity('word', 'words') > 0.5", "one") == ["t"]
        server.query("CREATE EXTENSION unaccent", "one")
        server.query("CREATE TABLE thing AS SELECT 42 AS answer", "one")
        stored = databases.filestore(env, "one") / "ab" / "abcdef"
        stored.parent.mkdir(parents=True)
        stored.write_text("content")

        databases.copy(env, server, "one", "two")
        assert server.query("SELECT answer FROM thing", "two") == ["42"]
        copied = databases.filestore(env, "two") / "ab" / "abcdef"
        assert copied.samefile(stored)

        databases.drop(env, server, "one")
        assert server.list() == ["postgres", "template0", "template1", "two"]
        assert not databases.filestore(env, "one").exists()
        assert copied.read_text() == "content"

        server.rename("two", "three")
        assert server.exists("three")
        assert not server.exists("two")
        server.set_note("three", "it's \\ {}")
        assert server.note("three") == "it's \\ {}"
        assert server.connections("three") == 0
    # Stopped with its last user, and data is there again next time.
    assert not embedded.in_use()
    with postgres.running(say, env) as server:
        assert server.query("SELECT answer FROM thing", "three") == ["42"]


def test_nothing_locks_the_modules_of_a_throwaway(env, say):
    options = "SELECT reloptions FROM pg_class WHERE relname = 'ir_module_module'"
    with postgres.running(say, env) as server:
        for name in ("empty", "full"):
            server.create(name)
        server.query("CREATE TABLE ir_module_module ()", "full")
        with throwaway.copy_of(say, env, server, "empty", "test"):
            pass
        with throwaway.copy_of(say, env, server, "full", "test") as database:
            assert server.query(options, database) == ["{autovacuum_enabled=off}"]


def test_dropped_when_the_server_is_done_with_it(env, say):
    """Its own workers are not for us to end."""
    with postgres.running(say, env) as server:
        server.create("vacuumed")
        worker = replace(server, variables={**server.variables, "PGUSER": "postgres"})
        with ThreadPoolExecutor(1) as threads:
            works = threads.submit(worker.query, "SELECT pg_sleep(2)", "vacuumed")
            while not server.connections("vacuumed"):
                time.sleep(0.05)
            server.drop("vacuumed")
            works.result()
        assert not server.exists("vacuumed")


def test_odoo_gets_a_user_of_its_own(env, say):
    with postgres.running(say, env) as server:
        assert server.query("SELECT current_user") == ["odoo"]
        rights = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'odoo'"
        assert server.query(rights) == ["f|t"]
        assert "--db_user=odoo" in server.odoo_options()
        socket_dir = server.environ()["PGHOST"]
        assert os.stat(socket_dir).st_mode & 0o077 == 0


def test_it_lives_as_long_as_somebody_uses_it(env, user, say):
    other = user()
    with postgres.running(say, env):
        pass
    assert embedded.in_use()
    other.communicate("")
    assert not embedded.in_use()


def test_it_stops_when_its_user_is_killed(user):
    process = user()
    assert embedded.in_use()
    process.kill()
    await_end()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can't run PostgreSQL")
@pytest.mark.may_skip(reason="needs root")
def test_a_private_cache_of_root(env, say, cache_home, monkeypatch, tmp_path):
    elsewhere = cache_home.with_name(f"{cache_home.name}-elsewhere")
    monkeypatch.setattr(clusters, "ELSEWHERE", elsewhere)
    cache_home.chmod(0o700)
    orphan = elsewhere / "orphan"
    orphan.mkdir(parents=True)
    (orphan / clusters.BELONGS_TO).write_text(str(tmp_path / "gone"))
    try:
        with postgres.running(say, env) as server:
            server.create("one")
            assert clusters.root().parent == elsewhere
            assert embedded.in_use()
        assert not embedded.in_use()
        assert not orphan.exists()
        assert cache_home.stat().st_mode & 0o777 == 0o700
    finally:
        cache.remove(elsewhere)


def test_configured_by_the_environment(env, say, monkeypatch):
    with postgres.running(say, env) as server:
        for variable, value in server.environ().items():
            monkeypatch.setenv(variable, value)
        with postgres.running(say, env) as configured:
            assert postgres.is_configured()
            assert configured.list() == server.list()
            assert configured.identity


def test_configured_by_a_file(env, say, monkeypatch, tmp_path):
    with postgres.running(say, env) as server:
        rc_file = tmp_path / "odoo.conf"
        rc_file.write_text(
            "[options]\ndb_password = s3cr%t\n"
            f"db_host = {server.environ()['PGHOST']}\ndb_user = odoo\ndb_port = False\n"
        )
        monkeypatch.setenv("ODOO_RC", str(rc_file))
        with postgres.running(say, env) as configured:
            assert configured.list() == server.list()
            assert configured.environ()["PGPASSWORD"] == "s3cr%t"
            assert "s3cr%t" not in " ".join(configured.odoo_options())


def test_the_repositorys_own_configuration_names_no_server(cache_home):
    assert not postgres.is_configured()


def test_a_configured_server_that_is_down(dev, with_venv, env, say):
    answer = dev("clean", PGHOST="127.0.0.1", PGPORT="1", PGUSER="somebody")
    assert answer.returncode == 1
    assert "somebody at 127.0.0.1" in answer.stderr
    assert "PGHOST" in answer.stderr


@pytest.mark.parametrize("name", ["", "UPPER", 'x"; DROP DATABASE y', "a-b", "é"])
def test_names_that_could_be_anything_are_refused(name):
    server = postgres.Server(psql=None, variables={}, identity="")
    with pytest.raises(Failure, match="not a name for a database"):
        server.create(name)


def test_names_of_databases_are_this_clones_own(monkeypatch, tmp_path):
    mine = databases.name("demo")
    monkeypatch.setattr(cache, "REPOSITORY", tmp_path)
    assert databases.name("demo") != mine
    assert mine.startswith("entente_")
    assert mine.endswith("_demo")
