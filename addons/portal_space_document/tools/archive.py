"""A zip archive that is sent while it is made: one file is in memory at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

CHUNK = 64 * 1024


class _Outlet(io.RawIOBase):
    """A file that only goes forward, and gives away what was written."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def writable(self):
        return True

    def write(self, data):  # pylint: disable=method-required-super
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def stream(files: Iterable[tuple[str, Callable[[], bytes]]]) -> Iterator[bytes]:
    """The bytes of a zip archive, as they are made.

    :param files: names, and what makes the bytes of each; equal names are told apart
    """
    outlet = _Outlet()
    names: set[str] = set()
    # Documents are compressed already: PDF, pictures.
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            with archive.open(_free(_plain(name), names), "w") as entry:
                data = memoryview(content())
                for start in range(0, len(data), CHUNK):
                    entry.write(data[start : start + CHUNK])
                    yield outlet.taken()
            yield outlet.taken()
    yield outlet.taken()


def _plain(name: str) -> str:
    """A name that no operating system takes for a path."""
    cleaned = "".join(
        "_" if char in '/\\:*?"<>|' or ord(char) < 32 else char for char in name
    )
    return cleaned.strip(". ")[-150:] or "document"


def _free(name: str, names: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    found, number = name, 2
    while found.casefold() in names:
        found = f"{stem or ending} ({number}){dot + ending if stem else ''}"
        number += 1
    names.add(found.casefold())
    return found
