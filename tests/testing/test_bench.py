"""The arithmetic of `./dev bench`, on measurements whose result is known."""

import dataclasses
import random
from unittest.mock import ANY

import pytest

from tools.bench import catalogue, measure
from tools.bench.client import Cost
from tools.bench.statistics import control_holds, count_ratio, paired_ratio
from tools.console import Failure


def test_ratio_of_equal_measurements_is_one():
    ratio = paired_ratio([2.0] * 30, [2.0] * 30)
    assert (ratio.median, ratio.low, ratio.high) == (1, 1, 1)


def test_pairs_cancel_what_slows_both():
    # A machine that gets ten times slower on the way must not show
    stock = [0.01 * (1 + number) for number in range(30)]
    ratio = paired_ratio([1.5 * seconds for seconds in stock], stock)
    assert ratio.median == pytest.approx(1.5)
    assert ratio.high - ratio.low < 1e-9


def test_interval_holds_the_true_ratio_of_noisy_pairs():
    noise = random.Random(7)
    stock = [0.02 * noise.lognormvariate(0, 0.2) for _pair in range(40)]
    ours = [0.024 * noise.lognormvariate(0, 0.2) for _pair in range(40)]
    ratio = paired_ratio(ours, stock)
    assert ratio.low < 1.2 < ratio.high
    assert ratio.low < ratio.median < ratio.high
    assert ratio == paired_ratio(ours, stock), "the same input gives the same interval"


def test_one_outlier_does_not_move_the_median():
    assert paired_ratio([1.0] * 29 + [50.0], [1.0] * 30).median == 1


@pytest.mark.parametrize(("ours", "stock"), [([], []), ([1.0], [1.0, 2.0])])
def test_measurements_without_a_pair_are_refused(ours, stock):
    with pytest.raises(ValueError, match="pairs"):
        paired_ratio(ours, stock)


@pytest.mark.parametrize(
    ("seconds", "holds"), [(1.0, True), (1.05, True), (1.06, False), (0.94, False)]
)
def test_control(seconds, holds):
    assert control_holds(paired_ratio([seconds] * 30, [1.0] * 30)) is holds


def test_nothing_in_stock_gives_no_ratio():
    assert count_ratio(3, 0) is None
    assert count_ratio(3, 2) == 1.5


class FakeClient:
    """A server whose requests take a known time."""

    def __init__(self, cost, log, name):
        self.cost, self._each, self._log, self._name = Cost(), cost, log, name

    def request(self):
        self._log.append(self._name)
        self.cost += self._each


class SilentStep:
    def progress(self, done, total, unit):
        pass


def alternate(control_seconds):
    log = []
    each = {
        measure.STOCK: Cost(0.010, 10, 1000, 0),
        measure.OURS: Cost(0.012, 12, 1500, 1),
        measure.CONTROL: Cost(control_seconds, 10, 1000, 0),
    }
    sides = {
        name: measure.Side(FakeClient(cost, log, name), {})
        for name, cost in each.items()
    }
    # Two requests per case: their costs have to add up
    cases = {"open": lambda client, facts: (client.request(), client.request())}
    return measure.alternate(sides, cases, SilentStep(), pairs=30), log


def test_servers_alternate_and_take_turns_at_going_first():
    costs, log = alternate(control_seconds=0.010)
    assert all(len(costs["open"][side]) == 30 for side in costs["open"])
    rounds = [log[start : start + 6 : 2] for start in range(0, len(log), 6)]
    assert all(sorted(order) == ["control", "ours", "stock"] for order in rounds)
    assert {order[0] for order in rounds} == {"control", "ours", "stock"}


def test_results_by_metric():
    costs, _log = alternate(control_seconds=0.010)
    time, queries, size, mails = measure.results("open", costs["open"])
    assert (time.metric, time.ours, time.stock) == ("time_ms", 24, 20)
    assert time.ratio == pytest.approx(1.2) and time.control == 1
    assert (queries.ours, queries.stock, queries.ratio) == (24, 20, 1.2)
    assert (size.ours, size.stock, size.ratio) == (3000, 2000, 1.5)
    assert (mails.ours, mails.stock, mails.ratio) == (2, 0, None)


def test_restless_machine_is_noticed():
    quiet, _log = alternate(control_seconds=0.0102)
    cases = {"open": lambda client, facts: None}
    assert not measure.restless(quiet, cases)
    noisy, _log = alternate(control_seconds=0.011)
    assert list(measure.restless(noisy, cases)) == ["open"]
    cases["open"].tolerance = 0.2
    assert not measure.restless(noisy, cases)


def test_slow_case_is_measured_as_often_as_it_says():
    def slow(client, facts):
        client.request()

    slow.rounds = 3
    sides = {
        name: measure.Side(FakeClient(Cost(0.01, 1, 1, 0), [], name), {})
        for name in (measure.STOCK, measure.OURS, measure.CONTROL)
    }
    costs = measure.alternate(sides, {"slow": slow}, SilentStep(), pairs=30)
    assert {len(found) for found in costs["slow"].values()} == {3}


def test_what_stock_is_not_up_to_is_measured_without_it():
    def ours(client, facts):
        client.request()

    ours.ours_alone = True
    log = []
    sides = {
        name: measure.Side(FakeClient(Cost(0.01, 1, 1, 0), log, name), {})
        for name in (measure.STOCK, measure.OURS, measure.CONTROL)
    }
    costs = measure.alternate(sides, {"ours": ours}, SilentStep(), pairs=30)
    assert set(log) == {measure.OURS}
    assert not measure.restless(costs, {"ours": ours})
    results = measure.results("ours", costs["ours"])
    assert [(r.metric, r.ours, r.stock, r.ratio) for r in results] == [
        ("time_ms", 10, None, None),
        ("queries", 1, None, None),
        ("bytes", 1, None, None),
        ("mails", 0, None, None),
    ]


def test_pages_are_opened_when_all_else_is_measured():
    log = []

    def show(client, facts):
        log.append("show")
        client.request()

    def post(client, facts):
        log.append("post")
        client.request()

    show.on_screen = True
    sides = {
        name: measure.Side(FakeClient(Cost(0.01, 1, 1, 0), [], name), {})
        for name in (measure.STOCK, measure.OURS, measure.CONTROL)
    }
    cases = {"show": show, "post": post}
    costs = measure.alternate(sides, cases, SilentStep(), pairs=4)
    assert log == sorted(log, key=["post", "show"].index)
    assert {len(found) for found in costs["show"].values()} == {4}


def test_results_by_case():
    costs, _log = alternate(control_seconds=0.010)
    found = measure.by_case(measure.results("open", costs["open"]))
    assert found["open"]["queries"].ratio == 1.2


def results_of(cases):
    """Return results by case and metric, of which all reach every goal."""
    return {
        case: {
            metric: measure.Result(case, metric, 10, 100, 0.1)
            for metric in ("time_ms", "queries", "bytes")
        }
        for case in cases
    }


@pytest.mark.parametrize(
    ("case", "metric", "ours", "ratio", "missed"),
    [
        (None, None, None, None, None),
        ("start10000", "time_ms", 16, None, "start, time_ms at 10000: 1.60"),
        ("start10000", "queries", 15.1, None, "start, queries at 10000: 1.51"),
        ("start10000", "bytes", 15.1, None, "start, bytes at 10000: 1.51"),
        ("listen10000", "time_ms", 15.1, None, "listen, time_ms at 10000: 1.51"),
        ("start1000", "time_ms", 10, 0.11, "start, time_ms at 1000: 9.1 times less"),
        ("start1000", "bytes", 10, 0.11, "start, bytes at 1000: 9.1 times less"),
        ("post", "time_ms", 10, 1.11, "a post: 1.11"),
        ("outside10000", "time_ms", 2001, None, "told at 10000, outside: 2001 ms"),
    ],
)
def test_goals_of_the_start_of_discuss(case, metric, ours, ratio, missed):
    (bench,) = catalogue.load("discuss-start")
    results = results_of(bench.code.CASES)
    if case:
        results[case][metric] = measure.Result(case, metric, ours, None, ratio)
    found = [goal for goal, met in bench.code.goals(results) if not met]
    assert len(found) == bool(missed)
    assert all(goal.startswith(missed) for goal in found)


def test_goals_of_the_start_of_discuss_with_fewer_channels():
    (bench,) = catalogue.load("discuss-start")
    bench.code.SIZES = (10, 200)
    results = results_of(bench.code.CASES)
    goals = " ".join(goal for goal, _met in bench.code.goals(results))
    assert "at 200: 10.0 times less" in goals
    assert "1000" not in goals


def test_bench_with_databases_of_several_sizes():
    (small, *_larger) = catalogue.load("records")
    assert (small.name, small.size) == ("records_100", 100)
    assert catalogue.load("records-100") == [dataclasses.replace(small, code=ANY)]
    assert [bench.size for bench in catalogue.load("quotation")] == [None]


@pytest.mark.parametrize("name", ["records-7", "quotation-100", "recods", ""])
def test_unknown_bench(name):
    with pytest.raises(Failure, match="there is no bench"):
        catalogue.load(name)
