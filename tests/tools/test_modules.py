"""Reading addons/."""

import pytest

from tools import modules
from tools.console import Failure


@pytest.fixture
def add(tmp_path, monkeypatch):
    """Write a module into an otherwise empty addons/."""
    monkeypatch.setattr(modules, "ADDONS", tmp_path)

    def write(name, **manifest):
        folder = tmp_path / name
        (folder / "models").mkdir(parents=True, exist_ok=True)
        (folder / "models" / "thing.py").write_text("name = 'thing'\n")
        (folder / "__manifest__.py").write_text(
            repr({"version": "19.0.1.0.0"} | manifest)
        )
        return folder

    return write


def test_no_modules_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(modules, "ADDONS", tmp_path / "none")
    assert modules.ours() == {}
    assert modules.stock_dependencies() == ["base", "web"]


def test_dependencies_come_first(add):
    add("a_glue", depends=["sale", "z_base"], auto_install=["sale"])
    add("z_base", depends=["mail"])
    add("old", installable=False)
    assert list(modules.ours()) == ["z_base", "a_glue"]
    assert modules.ours()["a_glue"].auto_install == ("sale",)
    assert modules.stock_dependencies() == ["base", "mail", "sale", "web"]


def test_modules_for_tests_are_not_deployed(add):
    add("discuss_thing", depends=["mail"])
    add("test_discuss_thing", depends=["discuss_thing"])
    assert list(modules.deployed()) == ["discuss_thing"]
    assert list(modules.ours()) == ["discuss_thing", "test_discuss_thing"]


def test_a_circle_is_told(add):
    add("one", depends=["two"])
    add("two", depends=["one"])
    with pytest.raises(Failure, match="one → two → one"):
        modules.ours()


def test_a_broken_manifest_is_told(add):
    folder = add("one")
    (folder / "__manifest__.py").write_text("{'name': ")
    with pytest.raises(Failure, match="one/__manifest__.py can't be read"):
        modules.ours()


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("models/thing.py", True),
        ("i18n/fr.po", True),
        ("views/new.xml", True),
        ("__manifest__.py", True),
        ("static/src/thing.js", False),
        ("tests/test_thing.py", False),
        ("readme/USAGE.md", False),
        ("models/__pycache__/thing.pyc", False),
    ],
)
def test_what_a_database_remembers(add, path, counts):
    folder = add("one")
    before = modules.content_key()
    changed = folder / path
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text("{'version': '19.0.1.0.1'}")
    assert (modules.content_key() != before) is counts
