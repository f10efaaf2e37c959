"""What `./dev bench` does: prepare, measure, and say what it is worth."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from tools import cache, databases, environment, postgres
from tools.console import Console, Failure
from tools.environment import Environment
from tools.postgres import Server

from . import catalogue, load, measure, servers
from .catalogue import Bench
from .load import Crowd
from .measure import CONTROL, OURS, STOCK, Result, Side
from .statistics import TOLERANCE

_ATTEMPTS = 2
Goals = Sequence[tuple[str, bool]]


def run(
    console: Console,
    names: Sequence[str],
    *,
    json_to: TextIO | None = None,
    odoo_from: str | None = None,
) -> int:
    """Run benches and print their results; 0 if every one of them counts.

    :param json_to: write JSON there instead of printing a table
    :return: 1 if a bench that has goals misses one of them
    """
    missed = False
    benches = [
        bench for name in names or catalogue.names() for bench in catalogue.load(name)
    ]
    browser = any(hasattr(bench.code, "IN_BROWSER") for bench in benches)
    env = environment.prepare(console, odoo_from=odoo_from, browser=browser)
    with postgres.running(console, env) as server:
        conditions = _conditions(env, server)
        for bench in benches:
            if hasattr(bench.code, "LOADS"):
                results, checked = _measure_load(console, env, server, bench)
                goals = [*bench.code.goals(load.figures(results)), *checked]
            else:
                results = _measure(console, env, server, bench)
                goals = []
                if hasattr(bench.code, "goals"):
                    goals = bench.code.goals(measure.by_case(results))
            missed = missed or not all(reached for _goal, reached in goals)
            if json_to:
                _write_json(json_to, bench, results, goals, conditions)
            else:
                _print_table(bench, results, goals, conditions)
    return int(missed)


def _measure(
    console: Console, env: Environment, server: Server, bench: Bench
) -> list[Result]:
    """Measure until stock compares to itself as equal, or give the bench up. Where it
    did not, the same cases are measured once more, and no others."""
    sides = _sides(console, env, server, bench)
    cases, at_rest = bench.code.CASES, {}
    for attempt in range(_ATTEMPTS):
        with contextlib.ExitStack() as stack:
            running = {
                role: Side(
                    stack.enter_context(
                        servers.serving(console, env, server, prepared, role)
                    ),
                    prepared.facts,
                )
                for role, prepared in sides.items()
            }
            title = f"Measuring {bench.name}" + (" once more" if attempt else "")
            with console.step(title) as step:
                costs = measure.alternate(running, cases, step)
        restless = measure.restless(costs, cases)
        at_rest.update({case: costs[case] for case in cases if case not in restless})
        cases = {case: cases[case] for case in restless}
        if not cases:
            return [
                result
                for case in bench.code.CASES
                for result in measure.results(case, at_rest[case])
            ]
    figures = ", ".join(
        f"{case} {ratio.median:.2f}" for case, ratio in restless.items()
    )
    raise Failure(
        f"the bench {bench.name} is void: stock against itself differs by more"
        f" than a case of it may (mostly {TOLERANCE:.0%}), and was {figures}",
        todo="run it again when nothing else keeps the machine busy.",
    )


def _measure_load(
    console: Console, env: Environment, server: Server, bench: Bench
) -> tuple[list[Result], Goals]:
    """Measure what many do at once: there is no waiting for a machine at rest.

    :return: the results, and whether what they did to ours is right
    """
    sides = _sides(console, env, server, bench)
    with contextlib.ExitStack() as stack:
        running = {
            role: Crowd(
                stack.enter_context(
                    servers.serving_many(console, env, server, sides[role], role)
                ),
                sides[role].facts,
            )
            for role in (OURS, STOCK)
        }
        with console.step(f"Measuring {bench.name}") as step:
            bursts = load.alternate(running, bench.code.LOADS, step)
        checked: Goals = []
        if hasattr(bench.code, "verify"):
            ours = running[OURS]
            checked = bench.code.verify(ours.clients[0], ours.facts)
    found = [
        result
        for name, by_side in bursts.items()
        for result in load.results(name, by_side)
    ]
    return found, checked


def _sides(
    console: Console, env: Environment, server: Server, bench: Bench
) -> dict[str, servers.Prepared]:
    stock = servers.prepare(
        *(console, env, server, bench, STOCK),
        databases.stock_template(console, env, server),
        env.stock_addons,
    )
    ours = servers.prepare(
        *(console, env, server, bench, OURS),
        databases.suite_template(console, env, server),
        env.addons_path,
    )
    try:
        bench.code.check(ours.facts, stock.facts)
    except ValueError as error:
        raise Failure(
            f"the bench {bench.name} compares unlike things: {error}"
        ) from None
    return {STOCK: stock, OURS: ours, CONTROL: stock}


def _conditions(env: Environment, server: Server) -> dict[str, Any]:
    describe = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=cache.REPOSITORY,
        capture_output=True,
        text=True,
    )
    return {
        "git": describe.stdout.strip() or None,
        "odoo": env.source_key,
        "postgresql": server.query("SHOW server_version")[0],
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def _write_json(
    out: TextIO,
    bench: Bench,
    results: list[Result],
    goals: Goals,
    conditions: dict[str, Any],
) -> None:
    lines = [asdict(result) for result in results]
    lines += [{"goal": goal, "reached": reached} for goal, reached in goals]
    for line in lines:
        whole = {"bench": bench.name, **line, "conditions": conditions}
        print(json.dumps(whole), file=out, flush=True)


def _print_table(
    bench: Bench, results: list[Result], goals: Goals, conditions: dict[str, Any]
) -> None:
    print(f"\n{bench.name}: {bench.code.SUMMARY}")
    print(", ".join(f"{name} {value}" for name, value in conditions.items()))
    print(f"\n{'case':<13} {'metric':<10} {'ours':>10} {'stock':>10} {'ratio':>7}")
    for result in results:
        ratio = "–" if result.ratio is None else f"{result.ratio:.2f}"
        stock = "–" if result.stock is None else f"{result.stock:.6g}"
        note = ""
        if result.interval:
            low, high = result.interval
            note = f"  [{low:.2f}–{high:.2f}], control {result.control:.2f}"
        print(
            f"{result.case:<13} {result.metric:<10} {result.ours:>10.6g}"
            f" {stock:>10} {ratio:>7}{note}"
        )
    for goal, reached in goals:
        print(f"{'reached' if reached else 'MISSED'}: {goal}")
