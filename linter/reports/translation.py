"""What findings say, in another language: patterns of English messages and what becomes of them, read when asked for.

A rule has its message once, in English, where it finds the problem. A table beside this file (fr.toml) knows it again
by the words around its values. What no pattern fits stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.finding import Finding, Run

LANGUAGES = ("en", "fr")
TITLES, TAILS = "titles", "tails"
_VALUE = "{}"


def translated(run: Run, language: str) -> Run:
    """Return a run whose findings speak a language, one of LANGUAGES, as far as it is known how."""
    if language == LANGUAGES[0]:
        return run
    findings, fixed = (tuple(_finding(one, language) for one in found) for found in (run.findings, run.fixed))
    return replace(run, findings=findings, fixed=fixed)


def sentence(text: str, table: str, language: str) -> str | None:
    """Return a message of a rule (or, in TITLES, the title of a fix) in a language; None where no pattern fits."""
    for pattern, tail in _patterns(language).get(TAILS, ()):
        found = re.search(rf"{pattern}\Z", text, re.DOTALL)
        head = _fitted(text[: found.start()], table, language) if found else None
        if found and head is not None:
            return head + _filled(tail, found)
    return _fitted(text, table, language)


def tables(language: str) -> frozenset[str]:
    """Return the names of the rules that can say something in a language."""
    return frozenset(_patterns(language)) - {TITLES, TAILS}


def _finding(finding: Finding, language: str) -> Finding:
    message = sentence(finding.message, finding.rule, language)
    title = sentence(finding.fix.title, TITLES, language) if finding.fix else None
    fix = replace(finding.fix, title=title) if finding.fix and title is not None else finding.fix
    return replace(finding, message=finding.message if message is None else message, fix=fix)


def _fitted(text: str, table: str, language: str) -> str | None:
    for pattern, said in _patterns(language).get(table, ()):
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return _filled(said, found)
    return None


def _filled(said: str, found: re.Match[str]) -> str:
    parts = said.split(_VALUE)
    values = (*found.groups(), "")
    return "".join(part + value for part, value in zip(parts, values, strict=True))


@cache
def _patterns(language: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the patterns of each table with what they become; a value is as short as can be, and never empty."""
    text = resources.files("linter.reports").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return {
        name: tuple(("(.+?)".join(map(re.escape, english.split(_VALUE))), said) for english, said in table.items())
        for name, table in tomllib.loads(text).items()
    }
