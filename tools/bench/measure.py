"""Measuring two databases against each other, and stock against itself."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tools.console import Step

from .client import Client, Cost
from .statistics import TOLERANCE, Ratio, control_holds, count_ratio, paired_ratio

PAIRS = 40
WARM_UP = 5
OURS, STOCK, CONTROL = "ours", "stock", "control"
COUNTS = ("queries", "bytes", "mails")

Case = Callable[[Client, dict], None]


@dataclass(frozen=True)
class Side:
    """One of the servers: a client on it, and the facts of its database."""

    client: Client
    facts: dict


@dataclass(frozen=True)
class Result:
    """One figure of a case.

    :param stock: None where stock was not measured
    :param ratio: ours to stock; None where stock has none of it
    :param interval: what holds the ratio 95 times of 100; counts have none
    :param control: stock to stock
    """

    case: str
    metric: str
    ours: float
    stock: float | None
    ratio: float | None
    interval: tuple[float, float] | None = None
    control: float | None = None


def alternate(
    sides: dict[str, Side], cases: dict[str, Case], step: Step, pairs: int = PAIRS
) -> dict[str, dict[str, list[Cost]]]:
    """Run each case on each server in turn; return the costs by case and server.

    Who goes first rotates, so that nobody always follows the same neighbour. A case
    that takes long may have `rounds`, a number that it is measured; one that stock is
    not up to is `ours_alone`. Those that are `on_screen` come when all others are done:
    the pages that they leave open take time from whatever is measured beside them.
    """
    off_screen, on_screen = {}, {}
    for name, case in cases.items():
        part = on_screen if getattr(case, "on_screen", False) else off_screen
        part[name] = case
    return {
        name: costs
        for part in (off_screen, on_screen)
        if part
        for name, costs in _alternate(sides, part, step, pairs).items()
    }


def _alternate(
    sides: dict[str, Side], cases: dict[str, Case], step: Step, pairs: int
) -> dict[str, dict[str, list[Cost]]]:
    costs = {case: {side: [] for side in sides} for case in cases}
    order = list(sides)
    gc.disable()
    try:
        for round_number in range(WARM_UP + pairs):
            step.progress(round_number, WARM_UP + pairs, unit="rounds")
            for name, case in cases.items():
                if not _is_due(case, round_number):
                    continue
                for side in order:
                    if side != OURS and getattr(case, "ours_alone", False):
                        continue
                    cost = _cost(case, sides[side])
                    if round_number >= WARM_UP:
                        costs[name][side].append(cost)
            order = order[1:] + order[:1]
    finally:
        gc.enable()
    return costs


def _is_due(case: Case, round_number: int) -> bool:
    rounds = getattr(case, "rounds", None)
    return rounds is None or WARM_UP - 1 <= round_number < WARM_UP + rounds


def _cost(case: Case, side: Side) -> Cost:
    side.client.cost = Cost()
    case(side.client, side.facts)
    return side.client.cost


def results(case: str, costs: dict[str, list[Cost]]) -> list[Result]:
    """Sum the costs of a case up in one figure for each thing measured."""
    if not costs[STOCK]:
        own = {"time_ms": 1000 * statistics.median(_seconds(costs[OURS]))}
        for metric in COUNTS:
            own[metric] = statistics.median(getattr(c, metric) for c in costs[OURS])
        return [
            Result(case, metric, ours=figure, stock=None, ratio=None)
            for metric, figure in own.items()
        ]
    ratio = paired_ratio(_seconds(costs[OURS]), _seconds(costs[STOCK]))
    time = Result(
        case,
        "time_ms",
        ours=1000 * statistics.median(_seconds(costs[OURS])),
        stock=1000 * statistics.median(_seconds(costs[STOCK])),
        ratio=ratio.median,
        interval=(ratio.low, ratio.high),
        control=control(costs).median,
    )
    counts = []
    for metric in COUNTS:
        ours, stock = (
            statistics.median(getattr(cost, metric) for cost in costs[side])
            for side in (OURS, STOCK)
        )
        counts.append(Result(case, metric, ours, stock, count_ratio(ours, stock)))
    return [time, *counts]


def by_case(results: list[Result]) -> dict[str, dict[str, Result]]:
    """Return the results by case and metric."""
    found: dict[str, dict[str, Result]] = {}
    for result in results:
        found.setdefault(result.case, {})[result.metric] = result
    return found


def control(costs: dict[str, list[Cost]]) -> Ratio:
    """Compare stock to itself, on another server with the same data."""
    return paired_ratio(_seconds(costs[CONTROL]), _seconds(costs[STOCK]))


def restless(
    costs: dict[str, dict[str, list[Cost]]], cases: dict[str, Case]
) -> dict[str, Ratio]:
    """Return the cases in which stock did not compare to itself as equal.

    A case of which no more is asked than an order of magnitude may have `tolerance`.
    """
    controls = {
        case: control(by_side) for case, by_side in costs.items() if by_side[STOCK]
    }
    return {
        case: c
        for case, c in controls.items()
        if not control_holds(c, getattr(cases[case], "tolerance", TOLERANCE))
    }


def _seconds(costs: list[Cost]) -> list[float]:
    return [cost.seconds for cost in costs]
