"""Catalogues (``.pot`` and ``.po``) as polib sees them; no Odoo, no files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import polib

WRAP = 78
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdifr%]|\{\w*\}|\$\{[^}]+\}")
TAG = re.compile(r"</?([a-zA-Z][\w-]*)")


def template(
    exported: str, module: str, stock_fields: Collection[str] = ()
) -> polib.POFile:
    """What Odoo exported for a module, without what is not ours to translate.

    Nor with what changes from day to day: the date and Odoo's exact version say
    nothing about our terms.

    :param stock_fields: external identifiers of fields that stock translates
    """
    pot = polib.POFile(wrapwidth=WRAP)
    pot.header = f"Terms of {module}, exported by ./dev i18n."
    pot.metadata = _metadata()
    for term in polib.pofile(exported):
        term.occurrences = [
            (place, line)
            for place, line in term.occurrences
            if place.rpartition(":")[2] not in stock_fields
        ]
        if term.occurrences:
            pot.append(term)
    return pot


def merged(
    pot: polib.POFile,
    old: polib.POFile | None,
    known: Mapping[str, str],
    lang: str,
) -> polib.POFile:
    """The terms of ``pot`` in a language.

    Terms keep the translation and the remarks that they have in ``old``; terms that
    are gone go, as git remembers them. New terms are left to the translator, but for
    those in ``known``.
    """
    before = {entry.msgid: entry for entry in old or () if not entry.obsolete}
    result = polib.POFile(wrapwidth=WRAP)
    result.header = pot.header
    result.metadata = _metadata(lang)
    for term in pot:
        previous = before.get(term.msgid) or polib.POEntry()
        result.append(
            polib.POEntry(
                msgid=term.msgid,
                msgstr=previous.msgstr or known.get(term.msgid, ""),
                comment=term.comment,
                tcomment=previous.tcomment,
                occurrences=term.occurrences,
                flags=previous.flags,
            )
        )
    return result


def unanimous(catalogues: list[polib.POFile]) -> dict[str, str]:
    """Terms that all the catalogues which have them translate in the same way."""
    found: dict[str, set[str]] = {}
    for catalogue in catalogues:
        for entry in catalogue.translated_entries():
            found.setdefault(entry.msgid, set()).add(entry.msgstr)
    return {term: said.pop() for term, said in found.items() if len(said) == 1}


def problems(catalogue: polib.POFile) -> Iterator[tuple[polib.POEntry, str]]:
    """Terms of a translation that can't be shown as they are, and why."""
    for entry in catalogue:
        if not entry.msgstr.strip():
            yield entry, "not translated"
        elif entry.fuzzy:
            yield entry, "fuzzy: check it, then remove the flag"
        elif _differ(PLACEHOLDER, entry):
            yield entry, "its placeholders are not those of the term"
        elif _differ(TAG, entry):
            yield entry, "its markup is not that of the term"


def _differ(pattern: re.Pattern, entry: polib.POEntry) -> bool:
    return Counter(pattern.findall(entry.msgid)) != Counter(
        pattern.findall(entry.msgstr)
    )


def _metadata(lang: str | None = None) -> dict[str, str]:
    metadata = {
        "Project-Id-Version": "Entente 19.0",
        "Report-Msgid-Bugs-To": "",
        "Language-Team": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return {**metadata, "Language": lang} if lang else metadata
