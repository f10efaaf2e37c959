"""What people and programs call channels and themes, made fit to be shown."""

import re
import unicodedata

from odoo.exceptions import ValidationError

# Shared by channels and themes.
NAME_MAX_LENGTH = 100

# They turn around the text that follows, that of other people included. The letters of
# languages that are written from right to left do not need them.
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
WORD = re.compile(r"[^\W_]+")


def clean_name(name):
    """Return a name in one line, without what cannot be seen but changes the rest.

    >>> clean_name("  Sales \\n team\\x00 ")
    'Sales team'
    >>> clean_name("abc\\u202ecba")
    'abccba'
    """
    name = DIRECTION_MARKS.sub("", name)
    name = "".join(" " if unicodedata.category(c) == "Cc" else c for c in name)
    return " ".join(name.split())


def fit_channel_name(env, name):
    """Return the name of a channel, fit to be shown.

    One that is too long is refused to a person; that of a program, which takes it from
    a document, is cut.
    """
    name = clean_name(name)
    if not name:
        raise ValidationError(env._("A channel needs a name."))
    if len(name) > NAME_MAX_LENGTH:
        if not env.su:
            raise ValidationError(
                env._(
                    "The name of a channel is limited to %(limit)s characters; this "
                    "one has %(length)s.",
                    limit=NAME_MAX_LENGTH,
                    length=len(name),
                )
            )
        name = name[: NAME_MAX_LENGTH - 1] + "…"
    return name


def clean_channel_values(env, vals):
    """Return values of a channel with a name that is fit to be shown, if with any.

    Direct messages are called after the people in them, without asking anybody.
    """
    name = vals.get("name")
    if not isinstance(name, str) or not name:
        return vals
    if vals.get("channel_type", "channel") not in ("channel", "group"):
        return {**vals, "name": clean_name(name)}
    return {**vals, "name": fit_channel_name(env, name)}


def words(text):
    """Return the words of a text, without accents and capitals, each after a space.

    >>> words("Été-2026: Ventes_Nord")
    ' ete 2026 ventes nord '
    """
    plain = unicodedata.normalize("NFKD", text or "")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    found = WORD.findall(plain)
    return f" {' '.join(found)} " if found else ""
