"""What Odoo is told, and what its log tells."""

import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools import modules, odoo, serving
from tools.console import Failure
from tools.postgres import Server

PREFIX = "2026-01-01 10:00:00,000 123"


@pytest.fixture
def log(tmp_path, monkeypatch):
    """Check a log of these lines."""
    monkeypatch.setattr(modules, "ours", lambda: {"discuss_thing": None})

    def check(*lines):
        path = tmp_path / "log"
        path.write_text("\n".join(lines))
        odoo.check_log(path)

    return check


@pytest.mark.parametrize(
    "line",
    [
        f"{PREFIX} ERROR db odoo.modules: it broke",
        f"{PREFIX} CRITICAL db odoo.modules: it broke",
        f"{PREFIX} WARNING db odoo.addons.discuss_thing.models.thing: it broke",
        f"{PREFIX} WARNING db odoo.fields: discuss_thing.field: it broke",
    ],
)
def test_trouble_fails(log, line):
    with pytest.raises(Failure, match="it broke"):
        log(f"{PREFIX} INFO db odoo.modules: fine", line)


def test_what_is_no_trouble_of_ours_does_not(log):
    log(
        f"{PREFIX} INFO db odoo.addons.discuss_thing: no ERROR here",
        f"{PREFIX} WARNING db odoo.addons.sale: stock's own",
        "Running as user 'root' is a security risk.",
    )


def test_the_first_exception_is_the_cause(tmp_path):
    log = tmp_path / "log"
    log.write_text(
        f"{PREFIX} CRITICAL db odoo.service.server: Failed to initialize\n"
        "Traceback (most recent call last):\n"
        '  File "fields.py", line 1, in convert\n'
        "ValueError: wrong value\n\n"
        "The above exception was the direct cause of the following exception:\n\n"
        "Traceback (most recent call last):\n"
        '  File "convert.py", line 1, in parse\n'
        "ParseError: while parsing\n"
    )
    assert odoo.root_cause(log) == "ValueError: wrong value"
    log.write_text("")
    assert odoo.root_cause(log) is None


def test_options_name_one_database(tmp_path):
    env = SimpleNamespace(addons_path=[Path("/a"), Path("/b")], data_dir=tmp_path)
    server = Server(Path("psql"), {"PGHOST": "h", "PGPASSWORD": "s3cret"}, "h")
    options = odoo.options(env, server, "db")
    assert "--addons-path=/a,/b" in options
    assert "--database=db" in options
    assert "--db-filter=^db$" in options
    assert "--db_host=h" in options
    assert not any("s3cret" in option for option in options)


@pytest.fixture
def languages(tmp_path):
    table = tmp_path / "odoo/addons/base/data/res.lang.csv"
    table.parent.mkdir(parents=True)
    table.write_text(
        '"id","name","code","iso_code"\n'
        '"lang_en","English","en_US","en"\n'
        '"lang_fr","French","fr_FR","fr"\n'
        '"lang_fr_BE","French (BE)","fr_BE","fr_BE"\n'
    )
    return SimpleNamespace(source=SimpleNamespace(python_path=tmp_path))


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fr", "fr_FR"), ("fr_BE", "fr_BE"), ("en", None), ("en_US", None)],
)
def test_languages(languages, code, expected):
    assert odoo.language(languages, code) == expected


def test_unknown_language(languages):
    with pytest.raises(Failure, match="no language 'xx'") as caught:
        odoo.language(languages, "xx")
    assert "fr" in caught.value.todo


def test_busy_port(cache_home, say, capsys):
    with socket.socket() as busy:
        busy.bind((serving.HOST, 0))
        busy.listen()
        port = busy.getsockname()[1]
        chosen = serving.free_port(say, port)
    assert chosen > port
    assert f"Port {port} is taken: using {chosen}." in capsys.readouterr().out


def test_free_port(cache_home, say, capsys):
    with socket.socket() as probe:
        probe.bind((serving.HOST, 0))
        port = probe.getsockname()[1]
    assert serving.free_port(say, port) == port
    assert capsys.readouterr().out == ""
