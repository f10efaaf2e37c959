"""Measuring what many people do at the same time, ours and stock in turns."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tools.console import Failure, Step

from .client import Client
from .measure import OURS, STOCK, Result
from .statistics import count_ratio

ROUNDS = 4
SECONDS = 6
WARM_UP = 2  # seconds

Load = Callable[[Client, dict, int], None]


@dataclass(frozen=True)
class Crowd:
    """The people on one of the servers, and the facts of its database."""

    clients: Sequence[Client]
    facts: dict


@dataclass
class Burst:
    """What a crowd did in some seconds.

    :param seconds: how long they went on
    :param done: how many requests were answered by then
    :param waits: how long each answer took, those that came later included
    :param errors: what was answered to requests that failed
    """

    seconds: float = 0
    done: int = 0
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __add__(self, other: Burst) -> Burst:
        return Burst(
            self.seconds + other.seconds,
            self.done + other.done,
            self.waits + other.waits,
            self.errors + other.errors,
        )


def alternate(
    crowds: dict[str, Crowd],
    loads: dict[str, Load],
    step: Step,
    rounds: int = ROUNDS,
    seconds: float = SECONDS,
) -> dict[str, dict[str, Burst]]:
    """Run each load on each server in turn; return what was done, by load and server.

    Who goes first changes from round to round.
    """
    done = {name: {role: Burst() for role in crowds} for name in loads}
    for load in loads.values():
        for crowd in crowds.values():
            burst(crowd, load, min(seconds, WARM_UP))
    order = list(crowds)
    for number in range(rounds):
        step.progress(number, rounds, unit="rounds")
        for name, load in loads.items():
            for role in order:
                done[name][role] += burst(crowds[role], load, seconds)
        order.reverse()
    return done


def burst(crowd: Crowd, load: Load, seconds: float) -> Burst:
    """Let everybody make one request after the other, for some seconds."""
    result = Burst(seconds)
    ready = threading.Barrier(len(crowd.clients) + 1)
    deadline = 0.0

    def work(number: int, client: Client) -> None:
        ready.wait()
        while (started := time.perf_counter()) < deadline:
            try:
                load(client, crowd.facts, number)
            except (Failure, OSError) as error:
                result.errors.append(str(error))
            else:
                ended = time.perf_counter()
                result.waits.append(ended - started)
                result.done += ended < deadline

    threads = [
        threading.Thread(target=work, args=(number, client), daemon=True)
        for number, client in enumerate(crowd.clients)
    ]
    for thread in threads:
        thread.start()
    deadline = time.perf_counter() + seconds
    ready.wait()
    for thread in threads:
        thread.join()
    return result


def results(load: str, bursts: dict[str, Burst]) -> list[Result]:
    """Sum up what was done under a load in one figure for each thing measured."""
    ours, stock = (_figures(bursts[side]) for side in (OURS, STOCK))
    return [
        Result(load, metric, ours[metric], stock[metric], count_ratio(*pair))
        for metric, pair in ((m, (ours[m], stock[m])) for m in ours)
    ]


def figures(found: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Return our figures by load and metric."""
    by_load: dict[str, dict[str, float]] = {}
    for result in found:
        by_load.setdefault(result.case, {})[result.metric] = result.ours
    return by_load


def _figures(done: Burst) -> dict[str, float]:
    if not done.waits:
        raise Failure(f"nothing was answered; errors: {done.errors[:1]}")
    return {
        "per_second": done.done / done.seconds,
        "median_ms": 1000 * statistics.median(done.waits),
        "slowest_ms": 1000 * max(done.waits),
        "errors": len(done.errors),
    }
