"""Steps, their logs, and failures."""

import os
import signal
import subprocess
import sys

import pytest

from tools import cache
from tools.console import Failure, tail_of


def test_a_step_is_one_line_with_its_time(cache_home, say, capsys):
    with say.step("Doing a thing") as step:
        step.progress(1, 2)
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("✓ Doing a thing (0.")


def test_a_failed_command_shows_the_end_of_its_log(cache_home, say, capsys):
    with pytest.raises(Failure) as caught, say.step("Doing a thing") as step:
        script = "for i in $(seq 50); do echo line $i; done; exit 3"
        say.run(["sh", "-c", script], step, todo="do it by hand.")
    say.fail(caught.value)
    message = capsys.readouterr().err
    assert "Doing a thing: sh ended with code 3" in message
    assert "line 50" in message
    assert "line 30" not in message
    assert str(step.log) in message
    assert "What to do: do it by hand." in message


def test_a_missing_command_is_named(cache_home, say):
    with pytest.raises(Failure, match="no command no-such-program"):
        with say.step("Doing a thing") as step:
            say.run(["no-such-program"], step)


def test_a_command_that_may_not_be_run_is_named(cache_home, say, tmp_path):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o644)
    with pytest.raises(Failure, match=f"no command {program} that may be run"):
        with say.step("Doing a thing") as step:
            say.run([str(program)], step)


def test_a_command_reads_and_sees_what_it_is_given(cache_home, say):
    with say.step("Doing a thing") as step:
        say.run(["sh", "-c", 'cat; echo "$WORD"'], step, stdin="in ", env={"WORD": "x"})
    assert tail_of(step.log)[-1] == "in x"


def test_no_command_outlives_an_interruption(cache_home, say):
    def interrupt(process):
        seen.append(process)
        raise KeyboardInterrupt

    seen = []
    with pytest.raises(KeyboardInterrupt), say.step("Doing a thing") as step:
        say.run(["sleep", "60"], step, watch=interrupt)
    assert seen[0].returncode == -signal.SIGTERM


RUN_AND_WAIT = """
from tools import cache
from tools.console import Console
console = Console(cache.logs)
with console.step("Waiting") as step:
    console.run(["sh", "-c", "echo $$ > %s; exec sleep 60"], step)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux offers it")
def test_no_command_outlives_a_kill(cache_home, tmp_path):
    pid_file = tmp_path / "pid"
    caller = subprocess.Popen(
        [sys.executable, "-c", RUN_AND_WAIT % pid_file], cwd=cache.REPOSITORY
    )
    await_that(lambda: pid_file.exists() and pid_file.read_text().strip())
    pid = int(pid_file.read_text())
    caller.kill()
    caller.wait()
    await_that(lambda: not os.path.exists(f"/proc/{pid}") or is_zombie(pid))


def is_zombie(pid):
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] == "Z"


def await_that(condition):
    import time

    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_tail_is_without_progress_bars(tmp_path):
    log = tmp_path / "log"
    log.write_text("first\n 10%\r 50%\r100%\n\n")
    assert tail_of(log) == ["first", "100%"]
    assert tail_of(tmp_path / "none") == []
