"""What `./dev bench` makes of a crowd, with servers whose answers are known."""

import threading
import time

import pytest

from tools.bench import catalogue, load
from tools.bench.measure import OURS, STOCK
from tools.console import Failure

pytestmark = pytest.mark.in_time


class SilentStep:
    def progress(self, done, total, unit):
        pass


class FakeServer:
    """Answers one request after the other, after some seconds each."""

    def __init__(self, seconds, log=None, name=""):
        self._seconds, self._lock = seconds, threading.Lock()
        self._log, self._name = [] if log is None else log, name

    def crowd(self, people):
        return load.Crowd([self] * people, {"name": self._name})

    def request(self):
        with self._lock:
            self._log.append(self._name)
            time.sleep(self._seconds)


def ask(client, facts, number):
    client.request()


def fail(client, facts, number):
    if number:
        raise Failure("no")
    client.request()


def test_what_is_answered_in_time_counts_and_what_is_late_is_waited_for():
    done = load.burst(FakeServer(0.2).crowd(3), ask, seconds=0.5)
    assert done.done == 2, "the third answer came when time was over"
    assert len(done.waits) > done.done
    assert max(done.waits) > 0.5
    assert not done.errors


def test_everybody_asks_under_a_number_of_their_own():
    seen = set()

    def note(client, facts, number):
        seen.add(number)
        client.request()

    load.burst(FakeServer(0.01).crowd(5), note, seconds=0.2)
    assert seen == set(range(5))


def test_errors_are_told_and_do_not_count():
    done = load.burst(FakeServer(0.01).crowd(2), fail, seconds=1)
    assert done.errors and set(done.errors) == {"no"}
    assert 0 < done.done <= 101


def test_nothing_answered_is_no_result():
    done = {OURS: load.Burst(1, 0, [], ["no"]), STOCK: load.Burst(1, 1, [0.1])}
    with pytest.raises(Failure, match="no"):
        load.results("one", done)


def test_servers_take_turns_at_going_first():
    log = []
    crowds = {name: FakeServer(0.01, log, name).crowd(1) for name in (OURS, STOCK)}
    done = load.alternate(crowds, {"one": ask}, SilentStep(), rounds=2, seconds=0.05)
    assert done["one"][OURS].seconds == pytest.approx(0.1)
    turns = [name for i, name in enumerate(log) if not i or log[i - 1] != name]
    # Warming up, and two rounds, of which the second begins where the first ended
    assert turns == [OURS, STOCK, OURS, STOCK, OURS]


def test_results_and_figures():
    found = load.results(
        "one",
        {
            OURS: load.Burst(2, 40, [0.1, 0.2, 0.3]),
            STOCK: load.Burst(2, 20, [0.4, 0.6, 2.0], ["no"]),
        },
    )
    by_metric = {result.metric: result for result in found}
    assert by_metric["per_second"].ours == 20
    assert by_metric["per_second"].ratio == 2
    assert by_metric["median_ms"].ratio == pytest.approx(1 / 3)
    assert by_metric["slowest_ms"].stock == 2000
    assert by_metric["errors"].ratio == 0
    assert load.figures(found)["one"]["slowest_ms"] == pytest.approx(300)


@pytest.mark.parametrize(
    ("one", "slowest", "errors", "reached"),
    [
        (40, 400, 0, [True, True, True]),
        (39, 400, 0, [False, True, True]),
        (40, 1000, 0, [True, False, True]),
        (40, 400, 1, [True, True, False]),
    ],
)
def test_goals_of_the_busy_channel(one, slowest, errors, reached):
    (bench,) = catalogue.load("busy-channel")
    goals = bench.code.goals(
        {
            "one": {"per_second": one, "slowest_ms": slowest, "errors": errors},
            "sixteen": {"per_second": 50, "slowest_ms": 300, "errors": 0},
        }
    )
    assert [met for _goal, met in goals] == reached


class FakeOdoo:
    """Has dates of the last message and of the last activity of channels."""

    def __init__(self, dates):
        self._dates = dates

    def rpc(self, route, params):
        (*_model, (_field, _operator, channel_id)), (field,) = params["args"]
        message, activity = self._dates[channel_id]
        date = message if params["model"] == "mail.message" else activity
        return [{field: f"2026-01-01 12:00:{date:02}"}]


@pytest.mark.parametrize(
    ("activity", "reached"), [(30, True), (31, True), (29, True), (28, False)]
)
def test_last_activity_of_the_busy_channel(activity, reached):
    (bench,) = catalogue.load("busy-channel")
    odoo = FakeOdoo({1: (30, activity), 2: (40, 40)})
    ((goal, met),) = bench.code.verify(odoo, {"busy": 1, "quiet": [2]})
    assert met is reached
    assert f"{abs(30 - activity)} s from" in goal


def test_benches_are_found_by_the_name_that_is_typed():
    assert "busy-channel" in catalogue.names()
    (bench,) = catalogue.load("busy-channel")
    assert bench.name == "busy_channel"
    with pytest.raises(Failure, match="no bench 'busy-chanel'"):
        catalogue.load("busy-chanel")
