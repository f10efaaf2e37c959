"""Reading from the sources what should run."""

from pathlib import Path

import pytest

from tools.testing import sources


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ('test("a", () => {});', 1),
        ('test.tags("desktop");\ntest("a", () => {});', 1),
        ('test.tags("desktop")("a", () => {});', 1),
        ('test.tags("a", "b (c)").timeout(5)("a", () => {});', 1),
        ('test.skip("a", () => {});', 1),
        ("test(\n    `a ${b}`,\n    () => {}\n);", 1),
        ('// test("a")\n/* test("b") */ const url = "http://test(";', 0),
        ("/^a/.test(name); regexp.test(name); contest(1); $test(1);", 0),
        ('import { test } from "@odoo/hoot";', 0),
        ('describe("a", () => { test("b"); test("c"); });', 2),
    ],
)
def test_count_of_client_tests(script, count):
    assert sources.count_hoot_tests(sources.without_comments(script)) == count


@pytest.mark.parametrize(
    ("path", "suite"),
    [
        ("addons/alpha/static/tests/one.test.js", "@alpha/one"),
        ("addons/alpha/static/tests/deep/two.test.js", "@alpha/deep/two"),
        ("/home/static/entente/addons/alpha/static/tests/one.test.js", "@alpha/one"),
    ],
)
def test_suite_names(path, suite):
    assert sources.hoot_suite(Path(path)) == suite


def test_tours(tmp_path):
    file = tmp_path / "tour.js"
    file.write_text(
        'registry.category("web_tour.tours").add("alpha.one", {});\n'
        "registry\n    .category('web_tour.tours')\n    .add('alpha.two', {});\n"
        '// registry.category("web_tour.tours").add("alpha.three", {});\n'
    )
    assert sources.tour_names(file) == ["alpha.one", "alpha.two"]


def test_mobile_tag(tmp_path):
    file = tmp_path / "alpha" / "static" / "tests" / "one.test.js"
    file.parent.mkdir(parents=True)
    file.write_text('describe.current.tags("mobile");\ntest("a", () => {});\n')
    assert sources.HootSource.read(file) == sources.HootSource(
        file, "@alpha/one", declared=1, mobile=True
    )
