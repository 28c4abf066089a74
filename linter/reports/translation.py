"""What findings say, in another language: patterns of English messages and what becomes of them, read when asked for.

A rule has its message once, in English, where it finds the problem. A table beside this file (fr.toml, which tells how
it is written) knows it again by the words around its values. What no pattern fits stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.reports.phrases import ENGLISH
from linter.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.finding import Finding, Run

LANGUAGES = (ENGLISH, "fr")
TITLES, TAILS, PARTS, PHRASES = "titles", "tails", "parts", "phrases"
_PLACE = re.compile(r"\{([a-z0-9-]*)\}")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[^\s,]+")
_MOST = 100
"""Ways to cut a message that are tried for one pattern: the values of a document may look like its words."""


class Pattern(NamedTuple):
    """An English message and the other one: the words around the values, and the part that each value is."""

    pieces: tuple[str, ...]
    parts: tuple[str, ...]
    said: str


def translated(run: Run, language: str) -> Run:
    """Return a run whose findings speak a language, one of LANGUAGES, as far as it is known how."""
    if language == ENGLISH:
        return run
    return replace(run, findings=tuple(_finding(finding, language) for finding in run.findings))


@lru_cache(maxsize=4096)
def sentence(text: str, table: str, language: str) -> str | None:
    """Return a message of a rule (or, in TITLES, the title of a fix) in a language; None where no pattern fits."""
    patterns = _patterns(language)
    for tail in patterns.get(TAILS, ()):
        for head, *values in islice(_cuts(text, ("", *tail.pieces)), _MOST):
            said = sentence(head, table, language)
            if said is not None:
                return said + _filled(tail.said, values)
    return _fitted(text, patterns.get(table, ()), language)


def tables(language: str) -> frozenset[str]:
    """Return the names of the rules that can say something in a language."""
    return frozenset(name for name in _patterns(language) if not name.startswith(f"{PARTS}.")) - {
        TITLES,
        TAILS,
        PHRASES,
    }


def _finding(finding: Finding, language: str) -> Finding:
    message = sentence(finding.message, finding.rule, language)
    title = sentence(finding.fix.title, TITLES, language) if finding.fix else None
    fix = replace(finding.fix, title=title) if finding.fix and title is not None else finding.fix
    return replace(finding, message=finding.message if message is None else message, fix=fix)


def _fitted(text: str, patterns: Sequence[Pattern], language: str) -> str | None:
    for one in patterns:
        for values in islice(_cuts(text, one.pieces), _MOST):
            said = [_part(value, name, language) for value, name in zip(values, one.parts, strict=True)]
            known = [value for value in said if value is not None]
            if len(known) == len(said):
                return _filled(one.said, known)
    return None


def _cuts(text: str, pieces: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the values between the pieces of a message, none of them empty: first those that are short."""
    head, others = pieces[0], pieces[1:]
    if not text.startswith(head):
        return
    rest = text[len(head) :]
    if not others:
        if not rest:
            yield ()
    elif len(others) == 1:
        end = len(rest) - len(others[0])
        if end > 0 and rest.endswith(others[0]):
            yield (rest[:end],)
    else:
        at = rest.find(others[0], 1)
        while at > 0:
            for more in _cuts(rest[at:], others):
                yield (rest[:at], *more)
            at = rest.find(others[0], at + 1)


def _part(value: str, name: str, language: str) -> str | None:
    """Return a value as the part of a message that it is: as it stands, or by its table."""
    match name:
        case "":
            return value
        case "word":
            return value if _WORD.fullmatch(value) else None
        case "number":
            return value.replace(",", "\u202f").replace(".", ",") if _NUMBER.fullmatch(value) else None
        case _:
            return _fitted(value, _patterns(language)[f"{PARTS}.{name}"], language)


def _filled(said: str, values: Sequence[str]) -> str:
    rest = iter(values)
    return _PLACE.sub(lambda place: values[int(place[1]) - 1] if place[1].isdecimal() else next(rest), said)


@cache
def _patterns(language: str) -> Mapping[str, tuple[Pattern, ...]]:
    text = resources.files("linter.reports").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    named = {f"{PARTS}.{name}": table for name, table in read.pop(PARTS, {}).items()}
    return {
        name: tuple(_pattern(english, said) for english, said in table.items())
        for name, table in {**read, **named}.items()
    }


def _pattern(english: str, said: str) -> Pattern:
    cut = _PLACE.split(english)
    return Pattern(tuple(cut[::2]), tuple(cut[1::2]), said)
