"""The containers, as far as that can be told without Docker."""

import ast
import configparser
import fnmatch
import json
import re
import subprocess

import pytest
import yaml
from compose_spec import PyCompose

from odoo.tools import config

from tools import cache

ROOT = cache.REPOSITORY
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<required>:\?[^}]+)?\}")


def read(path):
    return (ROOT / path).read_text()


def dockerfile():
    """The instructions of the Dockerfile, as (word, rest) pairs."""
    joined = re.sub(r"\\\n\s*", "", read("Dockerfile"))
    lines = [line for line in joined.splitlines() if line and line[0] != "#"]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def requirements(path):
    """Pinned packages, by their name in lower case."""
    lines = (line.partition("#")[0].strip() for line in read(path).splitlines())
    return {line.lower().partition("==")[0]: line for line in lines if line}


@pytest.fixture(scope="module")
def example():
    """The variables of the example of an .env file."""
    lines = [line for line in read(".env.example").splitlines() if "=" in line]
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


@pytest.fixture(scope="module")
def compose(example):
    """docker-compose.yml with the variables of the example filled in."""
    text = VARIABLE.sub(
        lambda match: example[match["name"]], read("docker-compose.yml")
    )
    return yaml.safe_load(text)


@pytest.fixture(scope="module")
def odoo_conf():
    parser = configparser.RawConfigParser()
    parser.read(ROOT / "odoo.conf")
    return parser["options"]


def test_it_follows_the_compose_specification(compose):
    PyCompose.from_json(json.dumps(compose))


def test_the_specification_is_really_checked(compose):
    wrong = {**compose, "services": {"db": {**compose["services"]["db"], "imag": "x"}}}
    with pytest.raises(ValueError, match="imag"):
        PyCompose.from_json(json.dumps(wrong))


def test_images_are_the_official_ones_of_stated_versions(compose):
    services = compose["services"]
    assert services["db"]["image"] == "postgres:17"
    assert ("FROM", "odoo:19.0") in dockerfile()
    for service in services.values():
        assert re.fullmatch(r"[a-z]+:\d+(\.\d+)?", service["image"])


def test_what_keeps_running_is_checked_and_restarted(compose):
    for name, service in compose["services"].items():
        if name == "setup":
            assert service["restart"] == "no"
        else:
            assert service["healthcheck"]["test"][0] == "CMD", name
            assert service["restart"] == "unless-stopped", name


def test_each_service_waits_for_those_that_it_needs(compose):
    def waits_for(name):
        depends = compose["services"][name].get("depends_on", {})
        return {other: how["condition"] for other, how in depends.items()}

    assert waits_for("setup") == {"db": "service_healthy"}
    assert waits_for("odoo") == {
        "db": "service_healthy",
        "setup": "service_completed_successfully",
    }
    assert waits_for("proxy") == {"odoo": "service_healthy"}


def test_data_is_in_named_volumes_and_what_is_mounted_exists(compose):
    kept = set()
    for service in compose["services"].values():
        for source, target, *_mode in (v.split(":") for v in service["volumes"]):
            if source.startswith("./"):
                assert (ROOT / source).is_file(), source
            else:
                kept.add((source, target))
    assert kept == {
        ("db-data", "/var/lib/postgresql/data"),
        ("odoo-data", "/var/lib/odoo"),
    }
    assert compose["volumes"].keys() == {source for source, _target in kept}


def test_secrets_come_from_the_env_file_alone(compose, example):
    raw = yaml.safe_load(read("docker-compose.yml"))
    found = [
        value
        for service in raw["services"].values()
        for name, value in service.get("environment", {}).items()
        if name.endswith("PASSWORD")
    ]
    assert found
    for value in found:
        assert VARIABLE.fullmatch(value)["name"].endswith("PASSWORD")
    ignored = subprocess.run(["git", "check-ignore", "-q", ".env"], cwd=ROOT)
    assert ignored.returncode == 0, ".env must never be committed"


def test_each_variable_is_in_the_example_and_its_absence_is_told(example):
    used = list(VARIABLE.finditer(read("docker-compose.yml")))
    assert {match["name"] for match in used} == example.keys()
    assert all(match["required"] for match in used)


def test_only_the_proxy_listens_and_on_this_machine_alone(compose):
    ports = {n: s["ports"] for n, s in compose["services"].items() if "ports" in s}
    assert ports == {"proxy": ["127.0.0.1:8069:8080"]}


def test_odoo_and_the_proxy_have_no_privileges(compose):
    users = [rest for word, rest in dockerfile() if word == "USER"]
    assert users[-1] == "odoo"
    assert compose["services"]["proxy"]["user"] == "nginx"
    for name in ("setup", "odoo", "proxy"):
        assert compose["services"][name]["cap_drop"] == ["ALL"]
    for service in compose["services"].values():
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_what_the_image_copies_exists_and_is_not_ignored():
    patterns = read(".dockerignore").splitlines()
    copied = [rest.split()[0] for word, rest in dockerfile() if word == "COPY"]
    assert set(copied) == {"addons", "docker/requirements.txt", "odoo.conf"}
    for path in copied:
        assert (ROOT / path).exists()
        assert f"!{path}" in patterns
    assert "*" in patterns


def test_tests_stay_out_of_the_image():
    patterns = [p for p in read(".dockerignore").splitlines() if p[:1] not in "#!"]
    for path in ("addons/test_discuss_record", "addons/discuss_theme/tests"):
        assert any(fnmatch.fnmatch(path, p) for p in patterns if p != "*")


def test_the_image_has_the_python_packages_of_the_add_ons():
    wanted, depends = set(), {}
    for manifest in ROOT.glob("addons/*/__manifest__.py"):
        values = ast.literal_eval(manifest.read_text())
        wanted |= set(values.get("external_dependencies", {}).get("python", []))
        depends[manifest.parent.name] = values["depends"]
    pinned = requirements("requirements.txt")
    suite, new = set(), {"entente"}
    while new:
        suite |= new
        new = {need for name in new for need in depends.get(name, ())} - suite
    wheels = {f"odoo-addon-{name.replace('_', '-')}" for name in suite - depends.keys()}
    wanted |= wheels & pinned.keys()
    in_image = requirements("docker/requirements.txt")
    assert in_image.keys() == {name.lower() for name in wanted}
    assert all(pinned[name] == line for name, line in in_image.items())


def test_modules_and_options_are_real(compose):
    (install,) = (
        word.removeprefix("--init=")
        for word in compose["services"]["setup"]["command"]
        if word.startswith("--init=")
    )
    assert (ROOT / "addons" / install / "__manifest__.py").is_file()
    known = {option.env_name for option in config.options_index.values()}
    (env,) = (rest for word, rest in dockerfile() if word == "ENV")
    names = {pair.partition("=")[0] for pair in env.split()}
    names |= {
        name
        for service in compose["services"].values()
        for name in service.get("environment", {})
        if name.startswith(("ODOO_", "PG")) and name != "ODOO_PASSWORD"
    }
    assert names <= known


def test_odoo_conf_leaves_the_database_to_the_container(odoo_conf):
    # Odoo's image overlooks HOST, USER and PASSWORD if the file has its own.
    assert not {name for name in odoo_conf if name.startswith("db_h")}
    assert not {"db_port", "db_user", "db_password", "db_name"} & odoo_conf.keys()
    # What the visitor is told comes through the proxy.
    assert odoo_conf.getboolean("proxy_mode")
    assert not odoo_conf.getboolean("list_db")


def test_the_proxy_leads_to_the_ports_of_odoo_conf(compose, odoo_conf):
    proxy = read("docker/proxy/nginx.conf")
    assert dict(re.findall(r"set \$(\w+) odoo:(\d+);", proxy)) == {
        "workers": odoo_conf["http_port"],
        "longlived": odoo_conf["gevent_port"],
    }
    websocket = re.search(r"location /websocket \{(.*?)\}", proxy, re.S)[1]
    assert "http://$longlived" in websocket
    assert "proxy_set_header Upgrade $http_upgrade;" in websocket
    assert "listen 8080;" in proxy
    wait = int(re.search(r"proxy_read_timeout (\d+)s;", proxy)[1])
    assert wait > odoo_conf.getint("limit_time_real")


def test_the_role_of_odoo_owns_one_database_and_no_more():
    script = ROOT / "docker/db/make-database.sh"
    assert script.stat().st_mode & 0o111, "PostgreSQL's image runs it if it may"
    (role,) = re.findall(r"CREATE ROLE odoo (.*?)'", script.read_text())
    assert role == "LOGIN PASSWORD %L"
