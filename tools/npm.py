"""Files from npm packages, fetched by npm itself and verified twice."""

from __future__ import annotations

import base64
import hashlib
import tarfile
from dataclasses import dataclass

from tools import cache
from tools.console import Console, Failure, Step


@dataclass(frozen=True)
class Package:
    """A package at a version, and what its archive must hash to."""

    name: str
    version: str
    integrity: str


SELFIE_SEGMENTATION = Package(
    "@mediapipe/selfie_segmentation",
    "0.1.1675465747",
    "sha512-IxYxNhwE5VwOm52L1yoFWYLP7q9Pd+NJjzOC5tlepfvEGaY3o9hslhUrx9BgseqdfZtKSDtd/4NfCSMjNzQalA==",
)


def file_of(console: Console, step: Step, package: Package, name: str) -> bytes:
    """The content of one file of a package; a Failure if it can't be had."""
    with cache.scratch("npm") as path:
        console.run(
            ["npm", "pack", f"{package.name}@{package.version}", "--silent"],
            step,
            cwd=path,
        )
        (archive,) = path.glob("*.tgz")
        content = archive.read_bytes()
        digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
        if f"sha512-{digest}" != package.integrity:
            raise Failure(f"{package.name} is not the file that was expected")
        with tarfile.open(archive) as members:
            return members.extractfile(f"package/{name}").read()
