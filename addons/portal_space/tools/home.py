"""What the pages of the space are made of: plain values, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

DONE, CURRENT, TODO = "done", "current", "todo"
# So far the records of a block are counted: whoever has more is not better helped by
# the exact number.
COUNT_LIMIT = 100


@dataclass(frozen=True)
class Step:
    """One step of a progress strip, in words that a customer understands."""

    code: str
    """Of the section that shows or hides it: ``step_delivery``."""
    label: str
    state: str = TODO
    """``done``, ``current`` or ``todo``."""
    detail: str = ""
    """How far: "2/3 delivered"."""
    date: date | datetime | None = None
    """When it was done, or when it is expected."""
    url: str = ""
    """Of the document that belongs to it."""


@dataclass(frozen=True)
class Entry:
    """A line of the home: a record, what is to be done about it, and by when."""

    title: str
    url: str
    detail: str = ""
    date: date | datetime | None = None
    date_label: str = ""
    """What happens at that date: "Due", "Next delivery"."""
    late: bool = False
    action: str = ""
    """What its button says: "Sign", "Pay". Without: the line is a link alone."""
    steps: tuple[Step, ...] = ()
    record: tuple[str, int] | None = None
    """Model and id: a preview leads there instead of to the customer's page."""
    share: float | None = None
    """How much is done, 0 to 1, where the record knows better than its steps."""

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100: a step that is going on counts as half."""
        if self.share is not None:
            return round(100 * self.share)
        weights = {DONE: 1, CURRENT: 0.5, TODO: 0}
        done = sum(weights[step.state] for step in self.steps)
        return round(100 * done / len(self.steps)) if self.steps else 0

    @property
    def current(self) -> Step | None:
        """The step that is going on, or else the next one."""
        waiting = [step for step in self.steps if step.state != DONE]
        going_on = [step for step in waiting if step.state == CURRENT]
        return next(iter(going_on or waiting), None)


@dataclass(frozen=True)
class Block:
    """Lines of one kind on the home: at most a few, with their number."""

    code: str
    """Of the section that shows or hides it."""
    title: str
    entries: list[Entry] = field(default_factory=list)
    total: int = 0
    """How many there are; one more than ``COUNT_LIMIT`` if there are more."""
    url: str = ""
    """Where all of them are."""

    @property
    def total_text(self) -> str:
        """Their number, as it is shown: "7" or "100+"."""
        return f"{COUNT_LIMIT}+" if self.total > COUNT_LIMIT else str(self.total)


@dataclass(frozen=True)
class Contact:
    """A colleague who answers for the customer: a name and a role, no address."""

    user_id: int
    role: str
    about: str = ""
    """The record that they answer for."""
    ask_url: str = ""
    """Where a question to them is asked."""
    name: str = ""
    """Looked up for all contacts at once, when they are shown."""


@dataclass(frozen=True)
class Hint:
    """What can be done in the space, told on the first visit."""

    text: str
    url: str
