"""What holds for every module and every file of the repository."""

import ast
import os
import re
import subprocess
from urllib.parse import urlsplit

import pytest

from tools import cache, modules
from tools.testing import sources

ROOT = cache.REPOSITORY
OURS = modules.ours()
DEPLOYED = modules.deployed()
VERSION = re.compile(r"19\.0\.\d+\.\d+\.\d+")
README = ("DESCRIPTION.md", "USAGE.md", "CONFIGURE.md")
# Split, so that this file does not contain what it forbids.
PUBLIC_REGISTRIES = {
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("ftp", "debian", "org"),
    )
}
# Commands that say where this machine gets packages from.
REGISTRY_COMMANDS = (
    ("pip", "config", "list"),
    ("npm", "config", "get", "registry"),
    ("apt-get", "indextargets", "--format", "$(REPO_URI)"),
)


def manifest(module):
    return ast.literal_eval((module.path / "__manifest__.py").read_text())


@pytest.fixture(params=OURS.values(), ids=OURS)
def module(request):
    return request.param


@pytest.fixture(params=DEPLOYED.values(), ids=DEPLOYED)
def deployed(request):
    return request.param


def test_manifest(module):
    values = manifest(module)
    assert VERSION.fullmatch(values["version"]), values["version"]
    assert values["license"] == "AGPL-3"
    assert values["summary"].strip(), "the summary says why the module exists"


def test_glue_installs_itself(module):
    """`sale_discuss_record` is glue: its name is two of its dependencies."""
    halves = {f"{app}_{feature}" for app in module.depends for feature in OURS}
    if module.name in halves and not module.for_tests_only:
        assert module.auto_install, "glue must be auto_install"


def test_readme(deployed):
    texts = {name: deployed.path / "readme" / name for name in README}
    missing = [name for name, path in texts.items() if not path.is_file()]
    assert not missing
    assert not [name for name, path in texts.items() if not path.read_text().strip()]


def test_catalogues(deployed):
    folder = deployed.path / "i18n"
    assert (folder / f"{deployed.name}.pot").is_file()
    assert (folder / "fr.po").is_file()


def test_words_of_pages_are_translated(module):
    """A page that is not the web client's gets the words of modules that say so."""
    patterns = manifest(module).get("assets", {}).get("web.assets_frontend", ())
    said = [
        path
        for pattern in patterns
        if isinstance(pattern, str) and pattern.startswith(f"{module.name}/")
        for path in module.path.parent.glob(pattern)
        if path.suffix == ".xml"
        or (path.suffix == ".js" and "@web/core/l10n/translation" in path.read_text())
    ]
    extension = module.path / "models" / "ir_http.py"
    if said:
        assert extension.is_file(), f"{said[0].name} is never translated"
        source = extension.read_text()
        assert "_get_translation_frontend_modules_name" in source
        assert f'"{module.name}"' in source


def test_module_runs_on_the_oldest_python(module):
    """`./dev` and Odoo take Python 3.10, in which these are not yet."""
    later = {("datetime", "UTC"), ("enum", "StrEnum"), ("typing", "Self")}
    for path in sorted(module.path.rglob("*.py")):
        imported = {
            (node.module, alias.name)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert not imported & later, path


def test_module_has_tests(module):
    assert (
        sources.python_test_files(module.path)
        or sources.hoot_files(module.path)
        or any(
            module.name in tests.depends
            for tests in OURS.values()
            if tests.for_tests_only
        )
    )


def test_python_tests_are_imported(module):
    """Odoo's own runner only sees the tests that the package imports."""
    folder = module.path / "tests"
    present = {path.stem for path in folder.glob("test_*.py")}
    if not present:
        return
    imported = {
        alias.name
        for node in ast.walk(ast.parse((folder / "__init__.py").read_text()))
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
    assert imported >= present


def test_readme_lists_the_modules():
    rows = re.findall(r"^\|\s*\[?`(\w+)`", (ROOT / "README.md").read_text(), re.M)
    assert sorted(rows) == sorted(OURS)


def test_sudo_is_explained(module):
    unexplained = [
        f"{path.relative_to(module.path)}:{line}"
        for path in sorted(module.path.rglob("*.py"))
        if "tests" not in path.relative_to(module.path).parts
        for line in sudo_without_reason(path.read_text())
    ]
    assert not unexplained, "say `# sudo: <model> - <why it is safe>` on the line above"


def sudo_without_reason(source):
    """Yield the lines of the `sudo()` that no `# sudo:` explains.

    The reason stands in the statement, or in the comment right above it.
    """
    lines = source.splitlines()
    for statement, call in _sudo_calls(ast.parse(source)):
        first = statement.lineno - 1
        while first and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        if not any("# sudo:" in line for line in lines[first : call.end_lineno]):
            yield call.end_lineno


def _sudo_calls(node, statement=None):
    """Yield each call of `sudo()`, after the innermost statement that it is part of."""
    if isinstance(node, ast.stmt):
        statement = node
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "sudo"
        # `sudo(False)` gives rights back
        and not (node.args and getattr(node.args[0], "value", None) is False)
    ):
        yield statement, node
    for child in ast.iter_child_nodes(node):
        yield from _sudo_calls(child, statement)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# sudo: res.users - why\nrecords = a.sudo()\n", []),
        ("records = a.sudo()  # sudo: res.users - why\n", []),
        ("# sudo: res.users - why,\n# at length\nrecords = (\n a\n .sudo()\n)\n", []),
        ("a.sudo(False)\n", []),
        ("a.sudo()\n", [1]),
        ("# sudo: res.users - why\na.sudo()\nb.sudo()\n", [3]),
        ("if a:\n    # because\n    b.sudo()\n", [3]),
    ],
)
def test_sudo_without_reason(source, lines):
    assert list(sudo_without_reason(source)) == lines


def test_no_registry_is_named():
    """Where packages come from is up to each machine."""
    hosts = PUBLIC_REGISTRIES | registries_of_this_machine()
    named = re.compile("|".join(rf"(?<![\w.-]){re.escape(h)}" for h in sorted(hosts)))
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in own_files()
        if (match := named.search(path.read_text(errors="ignore")))
    ]
    assert not found


def registries_of_this_machine():
    """Return the hosts from which this machine gets packages."""
    said = " ".join(map(_output, REGISTRY_COMMANDS))
    said += " ".join(
        os.environ.get(f"PIP_{name}INDEX_URL", "") for name in ("", "EXTRA_")
    )
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s'\"]+", said)}
    return hosts - {None, "localhost", "127.0.0.1"}


def _output(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        return ""
    return done.stdout


def own_files():
    """Return the files of the repository, without what is ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]
