"""The virtualenv is built once, and again if that was interrupted."""

import os
import time
import zipfile

import pytest

from tools import cache, virtualenv


@pytest.fixture
def requirements(cache_home, tmp_path, monkeypatch):
    """Requirements that need no download."""
    path = tmp_path / "requirements.txt"
    path.write_text("# nothing\n")
    monkeypatch.setattr(virtualenv, "REQUIREMENTS", path)
    return path


def test_built_once_and_again_if_interrupted(requirements, say, capsys):
    assert not virtualenv.is_ready()
    venv = virtualenv.prepare(say)
    assert virtualenv.is_ready()
    assert (venv / "bin" / "python").exists()
    assert virtualenv.site_packages(venv).is_dir()
    assert capsys.readouterr().out.count("Installing Python packages") == 1

    assert virtualenv.prepare(say) == venv
    assert capsys.readouterr().out == ""

    # As an interruption leaves it.
    (venv / virtualenv.STAMP).unlink()
    (venv / "half").touch()
    virtualenv.prepare(say)
    assert not (venv / "half").exists()
    assert virtualenv.is_ready()


def test_one_that_nobody_uses_any_more_goes(requirements, say):
    unused, used = (cache.folder("venv", name) for name in ("unused", "used"))
    for path in (unused, used):
        (path / virtualenv.STAMP).touch()
    long_ago = time.time() - 365 * 86400
    os.utime(unused / virtualenv.STAMP, (long_ago, long_ago))
    virtualenv._prune(unused.parent)
    assert not unused.exists()
    assert used.exists()


def test_other_requirements_other_virtualenv(requirements, say):
    before = virtualenv._key()
    requirements.write_text("# something\n")
    assert virtualenv._key() != before


def test_wheels_of_addons_are_installed_apart():
    packages, addons = virtualenv.split(
        "# Why\nodoo-addon-one==19.0.1.0.0  # pinned\n\nother==1.0\n"
    )
    assert packages == ["other==1.0"]
    assert addons == ["odoo-addon-one==19.0.1.0.0"]


def test_wheels_of_addons_do_not_ask_for_odoo(requirements, say, tmp_path):
    wheel = tmp_path / "odoo_addon_one-19.0.1.0.0-py3-none-any.whl"
    info = "odoo_addon_one-19.0.1.0.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("odoo/addons/one/__manifest__.py", "{}")
        archive.writestr(
            f"{info}/METADATA",
            "Metadata-Version: 2.1\nName: odoo-addon-one\nVersion: 19.0.1.0.0\n"
            "Requires-Dist: no-such-package-as-this\n",
        )
        archive.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(f"{info}/RECORD", "")
    requirements.write_text(f"odoo-addon-one @ file://{wheel}\n")
    venv = virtualenv.prepare(say)
    addons = virtualenv.site_packages(venv) / "odoo" / "addons"
    assert (addons / "one" / "__manifest__.py").exists()
