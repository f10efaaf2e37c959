"""How people refer to records in what they write.

The client finds these in the messages, see ``record_references.js``.
"""

import re

_NAME = re.compile(r"[^\W_](?:[\w./-]{0,62}[^\W_])?")
_LINK = re.compile(r"([\w.-]{1,128})/([1-9]\d{0,9})", re.ASCII)
_MAX_ID = 2**31 - 1


def is_name(text):
    """Tell whether a record of that name can be referred to by ``#`` and its name.

    >>> [is_name(text) for text in ("S00042", "SO/2026/042", "Draft", "S 42", "S42.")]
    [True, True, False, False, False]
    """
    return bool(_NAME.fullmatch(text)) and any(char.isdigit() for char in text)


def parse(reference):
    """Take a reference apart.

    A name comes as ``(None, name)``, what is left of a link as ``(segment, id)``, and
    what is neither as ``None``.

    >>> parse("#S00042")
    (None, 'S00042')
    >>> parse("sale.order/42")
    ('sale.order', 42)
    >>> parse("action-sale.action_orders/42")
    ('action-sale.action_orders', 42)
    >>> parse("#"), parse("sales/0"), parse("sales/9999999999"), parse("S00042")
    (None, None, None, None)
    """
    if reference.startswith("#"):
        name = reference[1:]
        return (None, name) if is_name(name) else None
    link = _LINK.fullmatch(reference)
    if link and int(link[2]) <= _MAX_ID:
        return link[1], int(link[2])
    return None
