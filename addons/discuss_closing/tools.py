"""Words that people may send from anywhere, made safe to show in a line."""

import unicodedata

# Marks that turn the direction of what follows: a name that carries them rewrites the
# sentence it is quoted in.
DIRECTION_MARKS = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def one_line(text):
    """Return ``text`` in a line: no line breaks, control characters or marks of
    direction, no spaces around it nor several in a row.

    >>> one_line(" Done \\n\\t for\\x00 good\\u202e ")
    'Done for good'
    """
    visible = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text.translate(DIRECTION_MARKS)
    )
    return " ".join(visible.split())
