"""What is to be paid next of an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

# What is due within so many days is due soon.
SOON = 7


@dataclass(frozen=True)
class Due:
    """What is to be paid next of an invoice: all that is left, or, if it is paid by
    instalments, those that are late, or else the next one."""

    invoice: Any
    amount: float
    """In the invoice's currency, less the discount for early payment."""
    date: date | None
    days: int
    """From today; negative: late by so many."""
    left: float
    """Of the whole invoice, later instalments included."""
    lines: Any
    """The journal items that this pays."""
    reference: str = ""
    number: int = 0
    """Of the instalment, 0 if there is one alone."""
    count: int = 1
    """Of all instalments."""
    discount: str = ""
    """What paying early saves, and until when."""

    @property
    def state(self) -> str:
        """``late``, ``soon`` or ``early``."""
        if self.days < 0:
            return "late"
        return "soon" if self.days <= SOON else "early"
