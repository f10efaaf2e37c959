"""What people and programs call channels and themes, made fit to be shown."""

import re
import unicodedata

from odoo.exceptions import ValidationError

# Shared by channels and themes.
NAME_MAX_LENGTH = 100

# What cannot be seen, as Unicode lists it ("default ignorable"): marks that turn around
# the text that follows, that of other people included, and letters without width that
# make two names look the same. Languages that are written from right to left do not
# need them. A flag of a part of a country is written with some.
INVISIBLE = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007f]+)"
    "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Which form of an emoji is meant, not of a letter.
LOST_SELECTOR = re.compile("(?<![^\\sA-Za-z])[\ufe00-\ufe0f]+")
# They join or part the signs of some languages, and the parts of an emoji: they have a
# meaning between two signs that are not ASCII alone.
NEIGHBOUR = "[^\x00-\x7f\\s\u200c\u200d]"
LOST_JOINER = re.compile(
    f"(?<!{NEIGHBOUR})[\u200c\u200d]+|[\u200c\u200d]+(?!{NEIGHBOUR}|[\u200c\u200d])"
)
# Control characters, ends of lines and of paragraphs, and what looks like a space.
BLANK_CATEGORIES = ("Cc", "Zl", "Zp", "Zs")
BLANK_BRAILLE = "\u2800"
# Marks on a letter that is not there, and halves of characters that no database takes.
NOTHING_CATEGORIES = ("Cf", "Me", "Mn", "Zs")
WORD = re.compile(r"[^\W_]+")


def one_line(text):
    """Return a text in one line, without what cannot be seen but changes the rest;
    nothing if nothing of it can be seen.

    >>> one_line("  Sales \\n team\\x00 ")
    'Sales team'
    >>> one_line("a\\u200bbc\\u202ecba")
    'abccba'
    >>> one_line("\\u200b\\u2060\\u3164")
    ''
    """
    text = INVISIBLE.sub(lambda match: match[1] or "", text)
    categories = [(char, unicodedata.category(char)) for char in text]
    text = "".join(
        " " if category in BLANK_CATEGORIES or char == BLANK_BRAILLE else char
        for char, category in categories
        if category != "Cs"
    )
    text = LOST_SELECTOR.sub("", LOST_JOINER.sub("", text))
    text = " ".join(text.split())
    if all(unicodedata.category(char) in NOTHING_CATEGORIES for char in text):
        return ""
    return text


def fit_channel_name(env, name):
    """Return the name of a channel, fit to be shown.

    One that is too long is refused to a person; that of a program, which takes it from
    a document, is cut.
    """
    name = one_line(name)
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


def clean_channel_values(env, vals, types=None):
    """Return values of a channel with a name that is fit to be shown, if with any.

    A channel is found by its name alone. Groups may have none, as in stock: they are
    called after the people in them, and so are direct messages, which nobody names.

    :param types: types of the channels that get these values; without any, what the
        values say
    """
    if "name" not in vals:
        return vals
    name = vals["name"]
    types = types or {vals.get("channel_type", "channel")}
    if not name and "channel" in types:
        raise ValidationError(env._("A channel needs a name."))
    if not isinstance(name, str) or not name:
        return vals
    if types.isdisjoint(("channel", "group")):
        return {**vals, "name": one_line(name)}
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
