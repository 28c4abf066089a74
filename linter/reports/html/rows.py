r"""The data of the page: tables of a run whose rows are lists, since names in each of 20,000 findings would double it.

Every text stands once in `texts` and is referred to by its index. A finding is `[path, line, column, rule, severity,
message, fingerprint, pointer, excerpt, fix]`: `path` and `rule` are indexes of their tables, `severity` is 0 to 2,
`pointer` -1 in the body, `excerpt` a list of `[text, start, end]` (-1 both: nothing of it is marked), `fix` 0 or
`[applicability, title, lines]` with lines `[comes, number, text, start, end]`. Starts and ends count UTF-16 units, as
JavaScript does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Applicability, Severity
from linter.reports.difference import difference, shown
from linter.reports.escape import visible
from linter.reports.excerpt import CUT, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Finding, PlacedFix, Run
    from linter.reports.excerpt import Excerpt
    from linter.reports.style import Style

_SEVERITIES, _APPLICABILITIES = tuple(Severity), tuple(Applicability)
_LAST_OF_BMP = "\uffff"
_DEPTH = 2
_LONGEST_MESSAGE = 1_000


class _Table:
    """Values, each once, by their index."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def index(self, value: str) -> int:
        """Return the index of a value, adding it where it is not there."""
        return self.values.setdefault(value, len(self.values))


def tables(run: Run, style: Style) -> dict[str, object]:
    """Return all that the page shows, ready for JSON: everything from documents is harmless text."""
    texts, paths, rules = _Table(), _Table(), _Table()
    categories = {finding.rule: finding.category for finding in run.findings}
    rows = [_row(finding, paths, rules, texts) for finding in run.findings]

    def group(path: str) -> str:
        return visible(style.collections.get(path) or _folder(path))

    return {
        "files": run.files,
        "fixed": len(run.fixed),
        "baselined": run.baselined,
        "older": run.older,
        "failures": [visible(error) for error in run.errors],
        "collections": bool(style.collections),
        "paths": [[texts.index(visible(path)), group(path)] for path in paths.values],
        "rules": [_rule(rule, categories[rule], texts, style) for rule in rules.values],
        "trend": _trend(style),
        "findings": rows,
        "texts": list(texts.values),
    }


def _row(finding: Finding, paths: _Table, rules: _Table, texts: _Table) -> list[object]:
    return [
        paths.index(finding.path),
        finding.start.line,
        finding.start.column,
        rules.index(finding.rule),
        _SEVERITIES.index(finding.severity),
        texts.index(_message(finding.message)),
        finding.fingerprint,
        -1 if finding.pointer is None else texts.index(visible(finding.pointer)),
        list(_excerpt(finding, texts)),
        _fix(finding.fix, texts) if finding.fix else 0,
    ]


def _message(message: str) -> str:
    return visible(message if len(message) <= _LONGEST_MESSAGE else message[:_LONGEST_MESSAGE] + CUT)


def _excerpt(finding: Finding, texts: _Table) -> Iterator[list[int]]:
    """Yield the lines of the excerpt with their parts of the span; a line of which it holds nothing is not marked."""
    for number, line in enumerate(finding.excerpt, finding.start.line):
        start = finding.start.column - 1 if number == finding.start.line else 0
        end = finding.end.column - 1 if number == finding.end.line else len(line)
        text, first, last = _marked(excerpt(line, start, end), texts)
        yield [text, first, last] if number == finding.start.line or first < last else [text, -1, -1]


def _fix(fix: PlacedFix, texts: _Table) -> list[object]:
    lines = [[int(line.sign == "+"), line.number, *_marked(shown(line), texts)] for line in difference(fix)]
    return [_APPLICABILITIES.index(fix.applicability), texts.index(visible(fix.title)), lines]


def _marked(line: Excerpt, texts: _Table) -> list[int]:
    return [texts.index(line.text), _units(line.text[: line.start]), _units(line.text[: line.end])]


def _units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text) + sum(char > _LAST_OF_BMP for char in text) if not text.isascii() else len(text)


def _rule(name: str, category: str, texts: _Table, style: Style) -> list[object]:
    info = style.rules.get(name)
    help_, url = (info.help, info.url) if info else ("", "")
    return [texts.index(visible(name)), visible(category), [visible(line) for line in help_.splitlines()], url]


def _trend(style: Style) -> list[object]:
    return [
        {
            "commit": past.commit,
            "date": past.date,
            "subject": visible(past.subject),
            "files": past.files,
            "severities": [past.severities.get(severity, 0) for severity in _SEVERITIES],
            "rules": dict(sorted(past.rules.items())),
        }
        for past in style.trend
    ]


def _folder(path: str) -> str:
    """Return the folder that stands for a collection where there is none."""
    return "/".join(path.split("/")[:-1][:_DEPTH]) + "/" if "/" in path else "./"
