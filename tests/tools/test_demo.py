"""The demo database follows addons/."""

from types import SimpleNamespace

import pytest

from tools import cache, databases, demo, modules, odoo
from tools.console import Failure


class FakeServer:
    """Databases and what is noted about them."""

    identity = ""

    def __init__(self):
        self.notes = {}

    def exists(self, name):
        return name in self.notes

    def list(self, prefix=""):
        return [name for name in self.notes if name.startswith(prefix)]

    def create(self, name, template=None):
        self.notes[name] = ""

    def drop(self, name):
        self.notes.pop(name, None)

    def rename(self, old, new):
        self.notes[new] = self.notes.pop(old)

    def note(self, name):
        return self.notes[name]

    def set_note(self, name, note):
        self.notes[name] = note


@pytest.fixture
def calls(monkeypatch):
    """What Odoo was asked to do."""
    calls = []

    def install(console, env, server, step, database, names, **options):
        server.notes.setdefault(database, "")
        calls.append(("install", sorted(names), options))

    def update(console, env, server, step, database, names, new=()):
        calls.append(("update", sorted(names), sorted(new)))

    monkeypatch.setattr(odoo, "install", install)
    monkeypatch.setattr(odoo, "update", update)
    return calls


@pytest.fixture
def addons(tmp_path, monkeypatch):
    """Three modules, one of them for tests only."""
    monkeypatch.setattr(modules, "ADDONS", tmp_path / "addons")
    for name in ("one", "two", "test_one"):
        add(tmp_path / "addons", name)
    return tmp_path / "addons"


def add(addons, name):
    (addons / name).mkdir(parents=True)
    (addons / name / "__manifest__.py").write_text("{'depends': ['mail']}")


@pytest.fixture
def prepare(cache_home, say, addons, calls, tmp_path):
    """Make the demo database, or bring it up to date."""
    server = FakeServer()
    env = SimpleNamespace(source_key="odoo-1", data_dir=tmp_path / "data")

    def prepare(**options):
        calls.clear()
        return demo.prepare(say, env, server, **options)

    prepare.env, prepare.server = env, server
    return prepare


def test_first_time(prepare, calls):
    database = prepare()
    assert prepare.server.exists(database)
    assert [(verb, names) for verb, names, _options in calls] == [
        # Stock first and ours hidden, so that ours meet a database with data.
        ("install", ["base", "mail", "web"]),
        ("install", ["one", "two"]),
    ]
    assert calls[0][2]["stock_only"] is True


def test_nothing_changed(prepare, calls):
    prepare()
    prepare()
    assert calls == []


def test_changed_and_new_modules(prepare, calls, addons):
    prepare()
    (addons / "two" / "model.py").touch()
    add(addons, "three")
    prepare()
    assert calls == [("update", ["two"], ["three"])]
    prepare()
    assert calls == []


def test_an_interrupted_update_is_done_again(prepare, calls, addons, monkeypatch):
    prepare()
    (addons / "two" / "model.py").touch()

    def fail(*args, **options):
        raise Failure("interrupted")

    with monkeypatch.context() as patch:
        patch.setattr(odoo, "update", fail)
        with pytest.raises(Failure):
            prepare()
    prepare()
    assert calls == [("update", ["two"], [])]


def test_another_odoo_updates_everything(prepare, calls):
    prepare()
    prepare.env.source_key = "odoo-2"
    prepare()
    assert calls == [("update", ["base"], [])]


def test_a_module_that_went_away_is_forgotten(prepare, calls, addons):
    prepare()
    (addons / "two" / "__manifest__.py").unlink()
    prepare()
    assert calls == []
    add(addons / "..", "elsewhere")
    (addons / "two" / "__manifest__.py").write_text("{}")
    prepare()
    assert calls == [("update", [], ["two"])]


def test_fresh_starts_over_from_the_template(prepare, calls):
    database = prepare()
    prepare.server.notes[database] = "spoiled"
    prepare(fresh=True)
    assert calls == []
    assert prepare.server.note(database) != "spoiled"


def test_languages_and_data_have_databases_of_their_own(prepare):
    found = {prepare(), prepare(demo=False)}
    found |= {demo.database_name("fr_FR"), demo.database_name("sr@latin")}
    assert len(found) == 4


def test_a_failed_build_leaves_no_template(prepare, monkeypatch):
    real = odoo.install

    def fail(console, env, server, step, database, names, **options):
        real(console, env, server, step, database, names, **options)
        raise Failure("interrupted")

    with monkeypatch.context() as patch:
        patch.setattr(odoo, "install", fail)
        with pytest.raises(Failure):
            prepare()
    assert all(name.endswith("_new") for name in prepare.server.list())
    prepare()
    assert not any(name.endswith("_new") for name in prepare.server.list())


def test_outdated_templates_go(prepare, addons):
    prepare()
    (addons / "two" / "model.py").touch()
    prepare(fresh=True)
    suites = [name for name in prepare.server.list() if "_suite_" in name]
    assert len(suites) == 1


def test_old_stock_templates_go_but_not_recent_ones(prepare):
    prepare.server.notes[f"{databases.STOCK_PREFIX}old"] = "2020-01-01"
    prepare.server.notes[f"{databases.STOCK_PREFIX}recent"] = "2999-01-01"
    prepare()
    names = prepare.server.list(databases.STOCK_PREFIX)
    assert f"{databases.STOCK_PREFIX}old" not in names
    assert f"{databases.STOCK_PREFIX}recent" in names


def test_what_clones_that_are_gone_built_goes(prepare, monkeypatch, tmp_path):
    gone = tmp_path / "clone"
    gone.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(cache, "REPOSITORY", gone)
        theirs = prepare()
        prefix = databases.clone_prefix()
    prepare()
    built = [name for name in prepare.server.list(prefix) if name != theirs]
    assert built
    gone.rmdir()
    prepare(fresh=True)
    # What people may have written in stays.
    assert prepare.server.list(prefix) == [theirs]
    assert prepare.server.list(databases.name("suite"))
