"""Odoo from Debian's archive, without installing it nor being root.

apt fetches the packages with folders of its own in the cache, from the archive that
the machine is already set to, and verifies them with Debian's keys. They are unpacked
side by side into one folder, in which their links to one another resolve.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tools import cache, npm, virtualenv
from tools.console import Console, Failure, Step

SUITE = "unstable"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# Odoo, and the packages that its links to assets lead into. The link of the point of
# sale to a font that Debian no longer has in that format stays broken: nothing of ours
# is concerned.
ODOO = "odoo-19"
PACKAGES = (
    ODOO,
    "libjs-jquery",
    "libjs-underscore",
    "libjs-jquery-form",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-ocr-b",
)
STATIC = Path("usr/lib/python3/dist-packages/odoo/addons")


class Unreachable(Exception):
    """The archive can't be used from here."""

    def __init__(self, why: str, log: Path | None = None):
        super().__init__(why)
        self.log = log


def fetch(console: Console, step: Step, prefix: Path, venv: Path) -> str:
    """Unpack Odoo into ``prefix``, ready to run; its name and version."""
    if not KEYRING.exists():
        raise Unreachable(f"there is no {KEYRING} to verify Debian's package with")
    with cache.scratch("apt") as apt:
        options = _reach_archive(console, step, apt)
        version = _download(console, step, apt, options)
        for package in sorted((apt / "debs").glob("*.deb")):
            step.detail(f"unpacking {package.name.partition('_')[0]}")
            console.run(["dpkg-deb", "--extract", package, prefix], step)
    _restore_icons(prefix, venv)
    _restore_background_blur(console, step, prefix)
    return f"debian-{version}"


def _reach_archive(console: Console, step: Step, apt: Path) -> list[str]:
    """apt's options for the first known archive that really has Odoo."""
    for name in ("etc", "state/lists/partial", "cache/archives/partial", "debs"):
        (apt / name).mkdir(parents=True)
    sources = apt / "etc" / "sources.list"
    settings = {
        "Dir::Etc": apt / "etc",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State": apt / "state",
        # Left at the system's: apt-get wants one, and nothing is written to it.
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": apt / "cache",
        # apt would drop to a user who can't write here.
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "Acquire::Retries": "2",
        "Acquire::http::Timeout": "20",
        "Acquire::https::Timeout": "20",
    }
    options = [
        part for key, value in settings.items() for part in ("-o", f"{key}={value}")
    ]
    for archive in _archives():
        step.detail("reading the package index")
        sources.write_text(f"deb [signed-by={KEYRING}] {archive} {SUITE} main\n")
        try:
            console.run(["apt-get", *options, "--error-on=any", "update"], step)
        except Failure:
            continue
        if _versions(options):
            return options
    raise Unreachable(
        "upstream's repository and Debian's archive are out of reach", log=step.log
    )


def _archives() -> list[str]:
    """The archives that this machine's apt is set to, likely ones first."""
    try:
        answer = subprocess.run(
            ["apt-get", "update", "--print-uris"], capture_output=True, text=True
        ).stdout
    except FileNotFoundError:
        raise Unreachable(
            "upstream's repository is out of reach, and there is no apt"
        ) from None
    found = re.findall(r"^'(\S+?)/dists/(\S+?)/InRelease'", answer, re.M)
    # The archive of security updates has no unstable suite.
    found.sort(key=lambda pair: "-" in pair[1])
    return list(dict.fromkeys(archive for archive, _suite in found))


def _versions(options: list[str]) -> list[str]:
    answer = subprocess.run(
        ["apt-cache", *options, "madison", ODOO], capture_output=True, text=True
    ).stdout
    return [line.split("|")[1].strip() for line in answer.splitlines() if "|" in line]


def _download(console: Console, step: Step, apt: Path, options: list[str]) -> str:
    debs = apt / "debs"
    listing = subprocess.run(
        ["apt-get", *options, "download", "--print-uris", *PACKAGES],
        capture_output=True,
        text=True,
        cwd=debs,
    ).stdout
    total = sum(int(size) for size in re.findall(r"\.deb (\d+) ", listing))

    def watch(_process: subprocess.Popen) -> None:
        done = sum(path.stat().st_size for path in debs.iterdir() if path.exists())
        step.progress(done / 1e6, total / 1e6)

    console.run(
        ["apt-get", *options, "download", *PACKAGES], step, cwd=debs, watch=watch
    )
    # Versions are used in names of folders and databases.
    return re.sub(r"[^a-z0-9.]+", "-", _versions(options)[0])


def _restore_icons(prefix: Path, venv: Path) -> None:
    """Put the fonts of Font Awesome 4.7 where Debian has links that lead astray.

    The links cross file formats, and unstable's own package of the font is 7.x.
    """
    data = virtualenv.site_packages(venv) / "xstatic/pkg/font_awesome/data/fonts"
    web = prefix / STATIC / "web/static"
    for folder in (web / "lib/fontawesome/fonts", web / "src/libs/fontawesome/fonts"):
        folder.mkdir(parents=True, exist_ok=True)
        for font in data.iterdir():
            if font.is_file():
                target = folder / font.name
                target.unlink(missing_ok=True)
                target.write_bytes(font.read_bytes())


def _restore_background_blur(console: Console, step: Step, prefix: Path) -> None:
    """Put back the library that blurs the background of calls.

    Debian leaves it out, but the assets of the backend name it and can't be built
    without an error if it is missing.
    """
    name = "selfie_segmentation.js"
    target = prefix / STATIC / "mail/static/lib/selfie_segmentation" / name
    step.detail("fetching the library that blurs backgrounds")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        content = npm.file_of(console, step, npm.SELFIE_SEGMENTATION, name)
    except Failure as failure:
        content = (
            b"// MediaPipe's selfie segmentation could not be fetched when this Odoo\n"
            b"// was set up: calls work, blurring the background does not.\n"
        )
        console.say(f"Calls will not blur backgrounds: {failure.what}.")
    target.write_bytes(content)
