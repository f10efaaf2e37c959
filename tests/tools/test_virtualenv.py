"""The virtualenv is built once, and again if that was interrupted."""

import os
import time

import pytest

from tools import cache, virtualenv


@pytest.fixture
def requirements(cache_home, tmp_path, monkeypatch):
    """Requirements that need no download."""
    path = tmp_path / "requirements.txt"
    path.write_text("# nothing\n")
    monkeypatch.setattr(virtualenv, "REQUIREMENTS", path)
    return path


def test_built_once_and_again_if_interrupted(requirements, say, capsys):
    assert not virtualenv.is_ready()
    venv = virtualenv.prepare(say)
    assert virtualenv.is_ready()
    assert (venv / "bin" / "python").exists()
    assert virtualenv.site_packages(venv).is_dir()
    assert capsys.readouterr().out.count("Installing Python packages") == 1

    assert virtualenv.prepare(say) == venv
    assert capsys.readouterr().out == ""

    # As an interruption leaves it.
    (venv / virtualenv.STAMP).unlink()
    (venv / "half").touch()
    virtualenv.prepare(say)
    assert not (venv / "half").exists()
    assert virtualenv.is_ready()


def test_one_that_nobody_uses_any_more_goes(requirements, say):
    unused, used = (cache.folder("venv", name) for name in ("unused", "used"))
    for path in (unused, used):
        (path / virtualenv.STAMP).touch()
    long_ago = time.time() - 365 * 86400
    os.utime(unused / virtualenv.STAMP, (long_ago, long_ago))
    virtualenv._prune(unused.parent)
    assert not unused.exists()
    assert used.exists()


def test_other_requirements_other_virtualenv(requirements, say):
    before = virtualenv._key()
    requirements.write_text("# something\n")
    assert virtualenv._key() != before
