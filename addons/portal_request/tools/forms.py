"""Reading what a form sent, which may be anything."""

import re
from datetime import date

# PostgreSQL's integer
ID_MAX = 2**31 - 1


def to_id(value):
    """Return the id that ``value`` stands for, or 0 if it is none.

    >>> to_id("12"), to_id(" 7 "), to_id("-1"), to_id("x"), to_id("9" * 20), to_id(None)
    (12, 7, 0, 0, 0, 0)
    >>> to_id("٣"), to_id("1e3"), to_id(["1"])
    (0, 0, 0)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 < value <= ID_MAX else 0
    if not isinstance(value, str) or not re.fullmatch(r"\s*[0-9]{1,10}\s*", value):
        return 0
    return int(value) if int(value) <= ID_MAX else 0


def to_text(value):
    """Return the text that was typed: no other type, no NUL, spaces trimmed.

    >>> to_text("  a\\x00b "), to_text(None), to_text(3), to_text("a\\r\\nb")
    ('ab', '', '', 'a\\nb')
    """
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").replace("\r\n", "\n").strip()


def to_token(value):
    """Return ``value`` if it can be a token: other characters can't be compared in
    constant time.

    >>> to_token("abc-1"), to_token("é"), to_token(None)
    ('abc-1', None, None)
    """
    return value if isinstance(value, str) and value.isascii() and value else None


def to_date(value):
    """Return the day that ``value`` stands for, as text, or None.

    >>> to_date("2026-02-01"), to_date("2026-02-30"), to_date("x"), to_date(None)
    ('2026-02-01', None, None, None)
    """
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return None
