"""Dates and times: read strictly, by ISO 8601 or by a declared form, and explained when they are wrong."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.patterns import lazy
from linter.schema.words import either, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ISO = "%Y-%m-%d"
# Each directive of strptime that we read: what it matches (`re.ASCII`), and how a form shows it to French readers.
_DIRECTIVES = {
    "Y": (r"(?P<Y>\d{4})", "AAAA"),
    "y": (r"(?P<y>\d{2})", "AA"),
    "m": (r"(?P<m>\d{1,2})", "MM"),
    "d": (r"(?P<d>\d{1,2})", "JJ"),
}
_ORDERED = lazy(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})", re.ASCII)
_ISO = lazy(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = lazy(r"\d{2}:\d{2}:(?P<second>\d{2})(?:\.\d{1,32})?(?:[Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_DAYS, _FEBRUARY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 2
_PIVOT = 69  # POSIX: 69 to 99 are of the twentieth century


def form_error(form: str) -> str | None:
    """Say what is wrong with a form such as "%d/%m/%Y", None if it can be used."""
    directives = re.findall(r"%(.?)", form)
    unknown = next((letter for letter in directives if letter not in _DIRECTIVES), None)
    if unknown is not None:
        return f"{quoted(f'%{unknown}')} is not one of %Y, %y, %m and %d"
    names = sorted(letter.upper() if letter == "y" else letter for letter in directives)
    return None if names == ["Y", "d", "m"] else "a form has a year, a month and a day, each once"


def form_pattern(form: str) -> str:
    """Return a form as a regular expression that every program reads alike; whether the day exists it cannot tell."""
    pieces = re.split(r"%(.)", form)
    digits = {"Y": "[0-9]{4}", "y": "[0-9]{2}"}
    parts = "[0-9]{2}" if form == ISO else "[0-9]{1,2}"
    return "".join(
        digits.get(piece, parts) if index % 2 else re.sub(r"[.*+?^${}()|\[\]\\]", r"\\\g<0>", piece)
        for index, piece in enumerate(pieces)
    )


def form_words(form: str) -> str:
    """Return a form as people write it: "%d/%m/%Y" is JJ/MM/AAAA."""
    return re.sub(r"%(.)", lambda match: _DIRECTIVES[match[1]][1], form)


def date_problem(text: str, forms: Sequence[str]) -> str | None:
    """Say why `text` is not a date in one of the forms, None if it is one."""
    seen = False
    for form in forms:
        day = _day(text, form)
        if day:
            return None
        seen = seen or day is not None
    if seen:
        return f"{quoted(text)} does not exist"
    return f"expected a date as {either(form_words(form) for form in forms)}, got {quoted(text)}"


def day_of(text: str, forms: Sequence[str]) -> str | None:
    """Return the ISO form of a date in one of the forms, None where it is in none."""
    for form in forms:
        if day := _day(text, form):
            return day
    return None


@lru_cache(maxsize=4096)  # each date is asked about several times, and many documents have the same
def _day(text: str, form: str) -> str | None:
    """Return the ISO form of a date in a form; "" for a day that does not exist, None where it has another form."""
    match = _form(form).fullmatch(text)
    if match is None or (form == ISO and not _ISO.fullmatch(text)):
        return None
    year = int(match["Y"]) if "%Y" in form else _century(int(match["y"]))
    return _iso(year, int(match["m"]), int(match["d"])) or ""


def written_as(iso: str, form: str) -> str:
    """Return an ISO date in another form: 2024-03-18 as "%d/%m/%Y" is 18/03/2024."""
    year, month, day = iso.split("-")
    parts = {"Y": year, "y": year[2:], "m": month, "d": day}
    return re.sub(r"%(.)", lambda match: parts[match[1]], form)


def iso_of(text: str, order: str) -> str | None:
    """Return the ISO form of a date whose parts stand in `order` (DMY, MDY or YMD), None if it is no such date."""
    match = _ORDERED.fullmatch(text)
    if match is None:
        return None
    parts = dict(zip(order, match.groups(), strict=True))
    if len(parts["Y"]) != 4 or len(parts["M"]) > 2 or len(parts["D"]) > 2:  # noqa: PLR2004 (a year has four digits)
        return None
    return _iso(int(parts["Y"]), int(parts["M"]), int(parts["D"]))


def date_time_problem(text: str) -> str | None:
    """Say why `text` is not a date and time of RFC 3339, None if it is one."""
    day, separator, clock = text[:10], text[10:11], text[11:]
    if separator not in ("T", "t", " ") or not _ISO.fullmatch(day) or not _TIME.fullmatch(clock):
        return f"expected a date and time as AAAA-MM-JJThh:mm:ss+hh:mm, got {quoted(text)}"
    from datetime import datetime  # takes longer to import than a page to check

    try:
        datetime.fromisoformat(f"{day}T{_readable(clock)}")
    except ValueError:
        return f"{quoted(text)} does not exist"
    return None


def time_problem(text: str) -> str | None:
    """Say why `text` is not a time of RFC 3339, None if it is one."""
    if not _TIME.fullmatch(text):
        return f"expected a time as hh:mm:ss+hh:mm, got {quoted(text)}"
    from datetime import time  # as above

    try:
        time.fromisoformat(_readable(text))
    except ValueError:
        return f"{quoted(text)} does not exist"
    return None


@lru_cache(maxsize=64)
def _form(form: str) -> re.Pattern[str]:
    pieces = re.split(r"%(.)", form)
    return re.compile(
        "".join(_DIRECTIVES[piece][0] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)),
        re.ASCII,
    )


def _century(year: int) -> int:
    return year + (1900 if year >= _PIVOT else 2000)


def _iso(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO 8601 writes it, None where the Gregorian calendar does not have it."""
    if not (year and 1 <= month <= len(_DAYS)):
        return None
    leap = month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= _DAYS[month - 1] + leap else None


def _readable(clock: str) -> str:
    """Return an RFC 3339 time as Python reads it: a leap second is the one before, a fraction has six digits."""
    match = _TIME.fullmatch(clock)
    if match is None or match["second"] != "60":
        leap = clock
    else:
        leap = clock[: match.start("second")] + "59" + clock[match.end("second") :]
    return re.sub(r"\.(\d{1,6})\d*", lambda digits: f".{digits[1]:0<6}", leap).upper()
