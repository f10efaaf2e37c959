"""The cache: where it is, what happens when it can't be written, half results."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools import cache
from tools.console import Failure


def test_configured_folder_wins(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache.root() == Path("/somewhere/entente")


@pytest.mark.parametrize(
    ("uid", "expected"),
    [(0, "/var/cache/entente"), (1000, "/home/somebody/.cache/entente")],
)
def test_default_folder(monkeypatch, uid, expected):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    assert cache.root() == Path(expected)


def test_file_in_the_way(dev, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("precious")
    answer = dev("psql", XDG_CACHE_HOME=str(in_the_way))
    assert answer.returncode == 1
    assert "a file is in its way" in answer.stderr
    assert "XDG_CACHE_HOME" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert in_the_way.read_text() == "precious"


def on_mount(folder, options):
    """Call ``./dev psql`` with a small file system of its own as its cache."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    script = f'mount -t tmpfs -o {options} none "$1" && exec "$2" psql'
    return subprocess.run(
        ["unshare", "--mount", *user]
        + ["sh", "-c", script, "sh", folder, cache.REPOSITORY / "dev"],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder)},
    )


def may_mount():
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return not subprocess.run(
        ["unshare", "--mount", *user, "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True,
    ).returncode


@pytest.mark.may_skip(reason="some containers forbid mounting")
@pytest.mark.skipif(not may_mount(), reason="mounting is forbidden here")
@pytest.mark.parametrize(
    ("options", "message"),
    [("ro", "can't be written to"), ("size=300k", "free some space")],
    ids=["read-only", "full"],
)
def test_unwritable(cache_home, options, message):
    answer = on_mount(cache_home, options)
    assert answer.returncode == 1
    assert message in answer.stderr
    assert "XDG_CACHE_HOME" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.ENOTDIR])
def test_file_system_errors_are_explained(number):
    with pytest.raises(Failure) as caught, cache.explained():
        raise OSError(number, os.strerror(number), "/cache/file")
    assert "/cache/file" in caught.value.what
    assert caught.value.todo


def test_other_errors_stay_what_they_are():
    with pytest.raises(ConnectionResetError), cache.explained():
        raise ConnectionResetError


BUILD_AND_DIE = """
import os, signal
from tools import cache
with cache.scratch("things") as path:
    (path / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_while_building_leaves_no_result(cache_home):
    killed = subprocess.run([sys.executable, "-c", BUILD_AND_DIE], cwd=cache.REPOSITORY)
    assert killed.returncode == -signal.SIGKILL
    things = cache.folder("things")
    (leftover,) = things.iterdir()

    with cache.scratch("things") as path:
        (path / "whole").write_text("whole")
        cache.publish(path, things / "result")

    assert not leftover.exists()
    assert [path.name for path in things.iterdir()] == ["result"]
    assert (things / "result" / "whole").read_text() == "whole"


def test_publishing_replaces_what_was_there(cache_home):
    things = cache.folder("things")
    for content in ("old", "new"):
        with cache.scratch("things") as path:
            (path / content).touch()
            cache.publish(path, things / "result")
    assert [path.name for path in (things / "result").iterdir()] == ["new"]


def test_only_the_latest_logs_stay(cache_home):
    for number in range(5):
        (cache.logs() / f"2026010{number}.log").touch()
    cache.prune_logs(keep=2)
    assert sorted(path.name for path in cache.logs().iterdir()) == [
        "20260103.log",
        "20260104.log",
    ]


def test_remove_leaves_the_target_of_a_link(cache_home, tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    link = cache.folder("things") / "link"
    link.symlink_to(target)
    cache.remove(link)
    assert target.is_dir()
    assert not link.exists()
    shutil.rmtree(target)
