"""Bring the catalogues in ``addons/`` up to date with what Odoo exported, or check.

Runs in the virtualenv, which has polib.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import polib

from tools.translations import catalogues


def main(argv: list[str]) -> int:
    """Update or check the catalogues; 1 if something is left to do."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--lang", required=True)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--stock", type=Path, nargs="*", default=[])
    parser.add_argument("modules", type=Path, nargs="+")
    args = parser.parse_args(argv)

    stock = [polib.pofile(str(path)) for path in args.stock]
    known = catalogues.unanimous(stock)
    stock_fields = set((args.exported / "stock-fields.txt").read_text().split())
    left = 0
    for module in args.modules:
        terms = (args.exported / f"{module.name}.pot").read_text()
        pot = catalogues.template(terms, module.name, stock_fields)
        left += _update(module, pot, args.lang, known, check=args.check)
        # Fields of a mixin have the same words in each module that uses it.
        if (path := module / "i18n" / f"{args.lang}.po").exists():
            known |= catalogues.unanimous([polib.pofile(str(path))])
    return 1 if left else 0


def _update(
    module: Path, pot: polib.POFile, lang: str, known: dict[str, str], *, check: bool
) -> int:
    """Treat one module; how many things are left to do."""
    template = module / "i18n" / f"{module.name}.pot"
    translation = module / "i18n" / f"{lang}.po"
    if not len(pot):
        # Nothing in this module is for people to read.
        stale = [path for path in (template, translation) if path.exists()]
        return sum(_settle(path, None, check=check) for path in stale)

    old = polib.pofile(str(translation)) if translation.exists() else None
    po = catalogues.merged(pot, old, known, lang)
    left = _settle(template, str(pot), check=check)
    left += _settle(translation, str(po), check=check)
    for entry, reason in catalogues.problems(po):
        where = ", ".join(place for place, _line in entry.occurrences)
        print(f"{translation}: {reason}: {entry.msgid!r} ({where})")
        left += 1
    return left


def _settle(path: Path, content: str | None, *, check: bool) -> int:
    """Write a file (or remove it), or only tell that it is not as it should be."""
    before = path.read_text() if path.exists() else None
    if content is not None:
        content = content.rstrip("\n") + "\n"
    if content == before:
        return 0
    if check:
        print(f"{path}: out of date; ./dev i18n brings it up to date")
        return 1
    if content is None:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    print(f"{path}: brought up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
