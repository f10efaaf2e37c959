"""Documents of the space: what they are, and where they are looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Document:
    """A file that the customer may have: a report of a record, or an attachment."""

    name: str
    """Of the file, with its ending: ``S00042.pdf``."""
    kind: str
    """Of the :class:`DocumentSource` that found its record."""
    date: date | datetime | None
    url: str
    """Where it is downloaded; that address checks who comes."""
    record: Any
    """What it belongs to, with the customer's rights."""
    content: Callable[[], bytes]
    """Makes the file's bytes, for who puts it with others into one archive."""
    part: int = 0
    """Tells the documents of one kind of one record apart: the attachment's id."""
    size: int = 0
    """In bytes; 0 if it is not known before it is made."""

    @property
    def key(self) -> str:
        """Names it in a form: kind, record's id, part."""
        return f"{self.kind}-{self.record.id}-{self.part}"


@dataclass(frozen=True)
class DocumentSource:
    """Records of one model that have documents of one kind. Each found record tells
    them by ``_portal_space_documents``."""

    kind: str
    label: str
    """In the plural, as in a list of filters: "Delivery slips"."""
    model: str
    """With ``portal.space.mixin``."""
    domain: Any = ()
    date_field: str = "create_date"
    """Stored; the latest documents come first."""
    search_fields: tuple[str, ...] = ("name",)
    by_record: dict[str, str] = field(default_factory=dict)
    """Models whose records these documents can be filtered by, with the path from the
    source's model: ``{"sale.order": "sale_id"}``. The source's own model goes without
    saying."""
