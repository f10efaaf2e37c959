"""When a meeting is, as people type it after ``/meet``."""

import re
from datetime import date, datetime, time, timedelta

# So long after midnight does a day begin for which no hour was named.
MORNING = time(9, 0)

_TIME = (
    r"(?P<hour>\d{1,2})\s?(?:[:h]\s?(?P<minute>\d{2})?|(?=\s?[ap]m\b))"
    r"\s?(?P<half>[ap]m)?"
)
_DATE = (
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}))?"
    r"|(?P<word>[^\W\d]+(?:-[^\W\d]+)?)"
)
TIME = re.compile(rf"{_TIME}(?=\s|$)", re.IGNORECASE)
DATE = re.compile(rf"(?:{_DATE})(?=\s|$)")
# Between a day and an hour.
JOINT = re.compile(r"\s*(?:,|at\b|à\b|T(?=\d))?\s*", re.IGNORECASE)

TODAY, TOMORROW = "today", "tomorrow"


class NoSuchTime(ValueError):
    """What was typed looks like a moment, and is none."""


def parse(text, now, day_words, day_first=True):
    """Split what follows ``/meet`` into when and what.

    :param str text: a day, an hour, both or neither, and then the title
    :param datetime now: naive, where the person is
    :param dict day_words: how the person calls "today" and "tomorrow": number of days
        from now by word in lower case
    :param bool day_first: whether 3/4 is in April
    :return: the moment, naive, where the person is (None: now), and the title
    :rtype: tuple[datetime | None, str]
    :raise NoSuchTime: as for 25:00 or 31/2

    >>> now = datetime(2026, 11, 26, 14, 0)
    >>> parse("Stand-up", now, {})
    (None, 'Stand-up')
    >>> parse("15:30 Stand-up", now, {})
    (datetime.datetime(2026, 11, 26, 15, 30), 'Stand-up')
    >>> parse("9h Point du matin", now, {})
    (datetime.datetime(2026, 11, 27, 9, 0), 'Point du matin')
    >>> parse("demain 9h30 Point", now, {"demain": 1})
    (datetime.datetime(2026, 11, 27, 9, 30), 'Point')
    >>> parse("2026-12-01", now, {})
    (datetime.datetime(2026, 12, 1, 9, 0), '')
    >>> parse("1/12 at 3pm Review", now, {})
    (datetime.datetime(2026, 12, 1, 15, 0), 'Review')
    """
    text = text.strip()
    day, rest = _parse_day(text, now.date(), day_words, day_first)
    hour, rest = _parse_hour(rest)
    if day is None and hour is None:
        return None, text
    if day is None:
        # who names an hour that has passed means the next day's
        start = datetime.combine(now.date(), hour)
        if start < now - timedelta(minutes=1):
            start += timedelta(days=1)
    else:
        start = datetime.combine(day, hour or MORNING)
    return start, rest


def _parse_day(text, today, day_words, day_first):
    match = DATE.match(text)
    if not match:
        return None, text
    found = match.groupdict()
    rest = text[JOINT.match(text, match.end()).end() :]
    if word := found["word"]:
        days = day_words.get(word.lower())
        if days is None:
            return None, text
        return today + timedelta(days=days), rest
    try:
        if iso := found["iso"]:
            return date(*map(int, iso.split("-"))), rest
        numbers = int(found["first"]), int(found["second"])
        day, month = numbers if day_first else reversed(numbers)
        if found["year"]:
            return date(int(found["year"]), month, day), rest
        # next year's, where this year's has passed
        chosen = date(today.year, month, day)
        if chosen < today:
            chosen = date(today.year + 1, month, day)
        return chosen, rest
    except ValueError as error:
        raise NoSuchTime(match.group()) from error


def _parse_hour(text):
    match = TIME.match(text)
    if not match:
        return None, text
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := (match["half"] or "").lower():
        if not 1 <= hour <= 12:
            raise NoSuchTime(match.group())
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute), text[match.end() :].strip()
    except ValueError as error:
        raise NoSuchTime(match.group()) from error
