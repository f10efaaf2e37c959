"""The commands, and what is said about them."""

import fcntl
import os
import signal
import subprocess
import time

import pytest

from tools import cache, cli


def test_help_lists_every_command(dev):
    answer = dev("help")
    assert answer.returncode == 0
    for name in ("run", "test", "update", "shell", "psql", "clean", "lint"):
        assert f"\n  {name} " in answer.stdout


def test_no_command_is_help(dev):
    assert dev().stdout == dev("--help").stdout == dev("help").stdout


@pytest.mark.parametrize("name", cli.names())
def test_each_command_explains_itself(dev, name):
    answer = dev(name, "--help")
    assert answer.returncode == 0
    assert f"usage: ./dev {name}" in answer.stdout
    assert cli.load(name).SUMMARY
    assert dev("help", name).stdout == answer.stdout


def test_unknown_command_says_what_was_meant(dev):
    answer = dev("tset")
    assert answer.returncode == 1
    assert "no command 'tset'" in answer.stderr
    assert "did you mean ./dev test?" in answer.stderr


def test_command_like_no_other_points_to_help(dev):
    answer = dev("xyzzy")
    assert answer.returncode == 1
    assert "did you mean" not in answer.stderr
    assert "./dev help" in answer.stderr


def test_a_reader_may_stop_reading(cache_home):
    command = f"{cache.REPOSITORY}/dev help | true; exit ${{PIPESTATUS[0]}}"
    answer = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert "Traceback" not in answer.stderr


def test_runs_from_any_folder(dev, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert dev("help").returncode == 0


def test_port_out_of_range(dev):
    answer = dev("run", "--port", "70000")
    assert answer.returncode == 1
    assert "70000 is not a port" in answer.stderr


def test_unsuitable_python_is_named(dev, program):
    for version in ("", ".10", ".11", ".12", ".13"):
        path = program(f"python3{version}", "exit 1")
    answer = dev("help", path=path)
    assert answer.returncode == 1
    assert "Python 3.10" in answer.stderr
    assert "What to do" in answer.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_interrupt_cleanly(with_venv, program, number):
    path = program("git", "exec sleep 60")
    process = subprocess.Popen(
        [cache.REPOSITORY / "dev", "run"],
        env={**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    lock_file = with_venv / "entente" / "locks" / "odoo"
    while not lock_file.exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(number)
    _output, errors = process.communicate(timeout=10)
    assert process.returncode == cli.INTERRUPTED
    assert "Interrupted" in errors
    assert "Traceback" not in errors


def test_clean_removes_the_cache_and_nothing_beside_it(dev, cache_home):
    (cache.folder("odoo") / "file").touch()
    beside = cache_home / "of-another-program"
    beside.touch()
    answer = dev("clean", "--all")
    assert answer.returncode == 0
    assert f"Removing {cache.root()}" in answer.stdout
    assert list(cache_home.iterdir()) == [beside]


def test_clean_leaves_a_server_in_use(dev, cache_home):
    keeper = cache.folder("postgres", "18") / "keeper.lock"
    with keeper.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        answer = dev("clean", "--all")
    assert answer.returncode == 1
    assert "in use" in answer.stderr
    assert keeper.exists()
