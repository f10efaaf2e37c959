"""What ``./dev`` says: a line per step, a bar for downloads, and clear failures."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

PR_SET_PDEATHSIG = 1
TAIL_LINES = 15
SMALL = 1 << 20  # bytes
FREE_SOME_SPACE = (
    "free some space (5 GB is enough), or set XDG_CACHE_HOME to a folder on another"
    " disk. What was finished is kept."
)
# Looked up here and not after a fork, where it is not safe to.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


class Failure(Exception):
    """Something that the person at the keyboard has to know about.

    :param what: what failed, in a sentence
    :param log: the file that has the details; its last lines are shown
    :param todo: what to do about it
    """

    def __init__(self, what: str, log: Path | None = None, todo: str | None = None):
        super().__init__(what)
        self.what = what
        self.log = log
        self.todo = todo

    def lines(self) -> Iterator[str]:
        """The message as shown, line by line."""
        yield f"Failed: {self.what}"
        if self.log and (tail := tail_of(self.log)):
            yield f"The last lines of {self.log}:"
            yield from (f"  | {line}" for line in tail)
        if self.todo:
            yield f"What to do: {self.todo}"


def tail_of(path: Path, lines: int = TAIL_LINES) -> list[str]:
    """The last lines of a log, as a terminal would leave them after progress bars."""
    try:
        with path.open(errors="replace", newline="\n") as log:
            last = deque((line.rstrip() for line in log if line.strip()), lines)
    except OSError:
        return []
    return [line.rsplit("\r", 1)[-1] for line in last]


def die_with_parent() -> None:
    """For ``preexec_fn``: the child goes when we do, even if we are killed.

    "We" is the thread that starts the child: start it from one that stays.
    """
    if _prctl:
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Step:
    """A step under way: its log, and how far it is."""

    def __init__(self, console: Console, title: str, log: Path):
        self.title = title
        self.log = log
        self.started = time.monotonic()
        self._console = console
        self._detail = ""

    @property
    def elapsed(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self.started

    def progress(self, done: float, total: float, unit: str = "MB") -> None:
        """Tell how far the step is; a bar on a terminal, nothing elsewhere."""
        width = 24
        share = min(done / total, 1.0) if total else 0.0
        bar = "#" * round(share * width)
        self._detail = f"[{bar:<{width}}] {done:.0f}/{total:.0f} {unit}".rstrip()

    def detail(self, text: str) -> None:
        """A few words about what the step is doing right now."""
        self._detail = text

    def line(self) -> str:
        """The step as it stands, for the terminal."""
        return f"  {self.title} … {self.elapsed:.0f} s  {self._detail}".rstrip()


class Console:
    """The terminal, or whatever stands in for it.

    :param log_dir: gives the folder where logs of steps go; asked for when the
        first step begins, because it may not be possible to make it
    """

    def __init__(self, log_dir: Callable[[], Path]):
        self._log_dir = log_dir
        self._tty = self._out.isatty() and os.environ.get("TERM") != "dumb"
        self._color = self._tty and not os.environ.get("NO_COLOR")
        self._lock = threading.Lock()

    @property
    def _out(self) -> TextIO:
        # Asked for each time, because tests put another one in its place.
        return sys.stdout

    # ------------------------------------------------------------------ saying
    def say(self, text: str = "") -> None:
        """Print a line."""
        with self._lock:
            self._erase()
            print(text, file=self._out, flush=True)

    def fail(self, failure: Failure) -> None:
        """Print what failed, on the error output."""
        sys.stdout.flush()
        for number, line in enumerate(failure.lines()):
            print(
                self._paint(line, "31;1") if not number else line,
                file=sys.stderr,
                flush=True,
            )

    def _paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self._color else text

    def _erase(self) -> None:
        if self._tty:
            self._out.write("\r\033[K")

    # ------------------------------------------------------------------- steps
    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """A piece of work that takes a while: one line with its time when done.

        Steps don't nest: work inside a step uses the step that it is given.
        """
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
        stamp = time.strftime("%Y%m%d-%H%M%S")
        log = self._log_dir() / f"{stamp}-{os.getpid()}-{slug}.log"
        step = Step(self, title, log)
        over = threading.Event()
        painter = threading.Thread(target=self._repaint, args=(step, over), daemon=True)
        painter.start()
        try:
            yield step
        except BaseException as error:
            mark = "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"
            self._close(over, painter)
            sign = self._paint("✗", "31")
            self.say(f"{sign} {title} ({mark} after {step.elapsed:.0f} s)")
            raise
        self._close(over, painter)
        self.say(f"{self._paint('✓', '32')} {title} ({step.elapsed:.1f} s)")

    def _close(self, over: threading.Event, painter: threading.Thread) -> None:
        over.set()
        painter.join()

    def _repaint(self, step: Step, over: threading.Event) -> None:
        while self._tty and not over.is_set():
            columns = shutil.get_terminal_size().columns
            with self._lock:
                self._erase()
                self._out.write(step.line()[: columns - 1])
                self._out.flush()
            over.wait(0.2)

    # ------------------------------------------------------------ sub-processes
    def run(
        self,
        argv: Sequence[str | Path],
        step: Step,
        *,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        stdin: str | None = None,
        user: str | None = None,
        watch: Callable[[subprocess.Popen], None] | None = None,
        todo: str | None = None,
    ) -> None:
        """Run a command with its output in the step's log; a Failure if it fails.

        :param env: variables on top of ours
        :param stdin: what the command reads
        :param user: the system user to run as, when we are root
        :param watch: called every 0.2 s with the process, for progress
        """
        with step.log.open("a") as log:
            print("$", *argv, file=log, flush=True)
            try:
                process = subprocess.Popen(
                    [str(arg) for arg in argv],
                    stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **(env or {})},
                    cwd=cwd,
                    preexec_fn=die_with_parent,
                    text=True,
                    **as_user(user),
                )
            # A folder of PATH that may not be entered makes it a PermissionError.
            except (FileNotFoundError, PermissionError):
                raise Failure(
                    f"{step.title}: there is no command {argv[0]} that may be run",
                    todo=todo,
                ) from None
        with terminated_on_error(process):
            if stdin is not None:
                process.stdin.write(stdin)
                process.stdin.close()
            while (code := poll(process, 0.2)) is None:
                if watch:
                    watch(process)
        if code:
            raise Failure(
                f"{step.title}: {Path(str(argv[0])).name} ended with code {code}",
                log=step.log,
                todo=FREE_SOME_SPACE if out_of_space(step.log) else todo,
            )


def out_of_space(log: Path) -> bool:
    """Whether a disk is full: a log says so, or there is no room for it to."""
    if shutil.disk_usage(log.parent).free < SMALL:
        return True
    return any(os.strerror(errno.ENOSPC) in line for line in tail_of(log))


def as_user(user: str | None) -> dict:
    """Arguments that make ``subprocess`` run as another user, without our groups."""
    if user is None:
        return {}
    return {"user": user, "group": primary_group(user), "extra_groups": []}


def primary_group(user: str) -> int:
    """The main group of a system user."""
    import pwd  # not on every platform, and only needed as root

    return pwd.getpwnam(user).pw_gid


def poll(process: subprocess.Popen, seconds: float) -> int | None:
    """The exit code of a process, or None if it still runs after some seconds."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


@contextlib.contextmanager
def terminated_on_error(process: subprocess.Popen) -> Iterator[None]:
    """Whatever happens inside, the process doesn't outlive it."""
    try:
        yield
    finally:
        if process.poll() is None:
            process.terminate()
            if poll(process, 10) is None:
                process.kill()
                process.wait()
