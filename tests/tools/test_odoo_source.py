"""Where Odoo comes from, and what is said where it comes from nowhere."""

import os

import pytest

from tools import cache, debian, npm, odoo_source
from tools.console import Failure

OUT_OF_REACH = "echo 'could not resolve host' >&2; exit 128"


def checkout(path, version="(19, 0, 0, FINAL, 0, '')"):
    (path / "odoo").mkdir(parents=True)
    (path / "addons").mkdir()
    (path / "odoo-bin").touch()
    (path / "odoo" / "release.py").write_text(f"version_info = {version}\n")
    return path


def test_wrong_odoo_home(dev, tmp_path):
    answer = dev("run", ODOO_HOME=str(tmp_path))
    assert answer.returncode == 1
    assert f"ODOO_HOME={tmp_path} is not a checkout of Odoo" in answer.stderr
    assert "it has no odoo-bin" in answer.stderr
    assert "checkout of Odoo 19.0" in answer.stderr
    # Said at once, not after minutes of set-up.
    assert "Installing" not in answer.stdout


def test_odoo_home_of_another_version(dev, tmp_path):
    checkout(tmp_path, "(18, 0, 0, FINAL, 0, '')")
    answer = dev("run", ODOO_HOME=str(tmp_path))
    assert answer.returncode == 1
    assert "is Odoo 18.0" in answer.stderr


def test_odoo_home_forced_but_not_set(dev):
    answer = dev("run", "--odoo-from", "home")
    assert answer.returncode == 1
    assert "ODOO_HOME is not set" in answer.stderr


def test_odoo_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ODOO_HOME", str(checkout(tmp_path)))
    source = odoo_source.at_home()
    assert source.launcher == tmp_path / "odoo-bin"
    assert source.python_path == tmp_path
    assert source.addons == (tmp_path / "odoo" / "addons", tmp_path / "addons")
    assert odoo_source.at_home("debian") is None


def test_no_network(dev, with_venv, program):
    path = program("git", OUT_OF_REACH)
    program("apt-get", "exit 100")
    answer = dev("run", path=path)
    assert answer.returncode == 1
    assert "no Odoo could be fetched" in answer.stderr
    for way in ("ODOO_HOME=", "odoo.git", "package archive"):
        assert way in answer.stderr
    assert list((with_venv / "entente" / "odoo").iterdir()) == []


def test_no_network_for_python_packages(dev, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    answer = dev("run")
    assert answer.returncode == 1
    assert "No matching distribution" in answer.stderr
    assert "reaches PyPI" in answer.stderr


def test_a_silent_network_is_given_up_on(monkeypatch, program):
    path = program("git", "exec sleep 60")
    monkeypatch.setenv("PATH", str(path), prepend=os.pathsep)
    monkeypatch.setattr(odoo_source, "REACHABLE_WITHIN", 0.2)
    assert odoo_source._upstream_commit() is None


def test_forced_git_out_of_reach(dev, with_venv, program):
    answer = dev("run", "--odoo-from", "git", path=program("git", OUT_OF_REACH))
    assert answer.returncode == 1
    assert "was not reached" in answer.stderr


def test_forced_cache_that_is_empty(dev, with_venv):
    answer = dev("run", "--odoo-from", "cache")
    assert answer.returncode == 1
    assert "the cache holds no Odoo yet" in answer.stderr


def test_clone_of_upstream_is_published(with_venv, say, monkeypatch, program):
    path = program(
        "git",
        """case "$1" in
        ls-remote) echo "0123456789abcdef refs/heads/19.0";;
        clone) for last; do :; done; mkdir "$last/odoo"; touch "$last/odoo-bin";;
        esac""",
    )
    monkeypatch.setenv("PATH", str(path), prepend=os.pathsep)
    source = odoo_source.find(say, with_venv)
    assert source.origin == "git"
    assert source.launcher == cache.root() / "odoo" / "git-0123456789" / "odoo-bin"
    assert source.launcher.exists()
    # From now on without the network.
    program("git", OUT_OF_REACH)
    assert odoo_source.find(say, with_venv) == source
    assert odoo_source.find(say, with_venv, "cache") == source


def test_an_interrupted_clone_starts_over(with_venv, say, monkeypatch, program):
    path = program(
        "git",
        """case "$1" in
        ls-remote) echo "0123456789abcdef refs/heads/19.0";;
        clone) for last; do :; done; touch "$last/odoo-bin"; kill -9 $$;;
        esac""",
    )
    monkeypatch.setenv("PATH", str(path), prepend=os.pathsep)
    with pytest.raises(Failure, match="git ended with code -9"):
        odoo_source.find(say, with_venv, "git")
    assert list(cache.folder("odoo").iterdir()) == []


def test_archives_of_this_machine(monkeypatch, program):
    path = program(
        "apt-get",
        """cat <<END
'http://one.example/debian-security/dists/stable-security/InRelease' a_InRelease 0
'http://one.example/debian/dists/stable/InRelease' b_InRelease 0
'http://one.example/debian/dists/stable-updates/InRelease' c_InRelease 0
'http://one.example/debian/dists/stable/main/binary-amd64/Packages.xz' d_Packages 0
END""",
    )
    monkeypatch.setenv("PATH", str(path), prepend=os.pathsep)
    assert debian._archives() == [
        "http://one.example/debian",
        "http://one.example/debian-security",
    ]


def test_a_changed_npm_archive_is_refused(cache_home, say, monkeypatch, program):
    path = program("npm", "echo something else > package.tgz")
    monkeypatch.setenv("PATH", str(path), prepend=os.pathsep)
    with pytest.raises(Failure, match="not the file that was expected"):
        with say.step("Fetching") as step:
            npm.file_of(say, step, npm.SELFIE_SEGMENTATION, "selfie_segmentation.js")


def test_without_npm_the_rest_goes_on(cache_home, say, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    with say.step("Fetching") as step:
        debian._restore_background_blur(say, step, tmp_path)
    (script,) = tmp_path.rglob("selfie_segmentation.js")
    assert "blurring the background does not" in script.read_text()
    assert "Calls will not blur backgrounds" in capsys.readouterr().out
