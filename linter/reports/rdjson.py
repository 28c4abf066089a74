"""The report for reviewdog, with suggestions that a reviewer takes with a click: Reviewdog Diagnostic Format, rdjson.

Defined by reviewdog/reviewdog, proto/rdf/reviewdog.proto: lines and columns from 1, columns in bytes, ends exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.reports.ascii_json import write_object
from linter.reports.escape import path_without_surrogates, visible
from linter.reports.offer import can_be_told
from linter.text import Edit, Span, apply_edits

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Finding, PlacedFix, Run
    from linter.reports.style import Style
    from linter.text import Position


def rdjson(run: Run, stream: TextIO, style: Style) -> None:
    """Write one result, a line for each diagnostic."""
    diagnostics = (_diagnostic(finding, style) for finding in run.findings)
    write_object(stream, {"source": {"name": "contentlint"}}, "diagnostics", diagnostics)
    stream.write("\n")


def _diagnostic(finding: Finding, style: Style) -> dict[str, object]:
    info = style.rules.get(finding.rule)
    url = {"url": info.url} if info and info.url else {}
    diagnostic: dict[str, object] = {
        "message": visible(finding.message),
        "location": {
            "path": path_without_surrogates(style.place(finding.path)),
            "range": _range(finding.start, finding.end),
        },
        "severity": finding.severity.value.upper(),
        "code": {"value": visible(finding.rule), **url},
    }
    suggestion = _suggestion(finding.fix) if finding.fix and can_be_told(finding.fix) else None
    return diagnostic | ({"suggestions": [suggestion]} if suggestion else {})


def _suggestion(fix: PlacedFix) -> dict[str, object] | None:
    """Return a fix as one suggestion: reviewdog takes several for alternatives, so several edits become whole lines."""
    if len(fix.edits) == 1:
        placed = fix.edits[0]
        return {"range": _range(placed.start, placed.end), "text": placed.edit.replacement}
    if not _is_whole(fix):
        return None
    last = fix.line + len(fix.before) - 1
    return {"range": {"start": {"line": fix.line}, "end": {"line": last}}, "text": "\n".join(fix.after)}


def _is_whole(fix: PlacedFix) -> bool:
    """Tell whether the lines of a fix are all and whole: long ones and many are cut."""
    starts = [0]
    for line in fix.before:
        starts.append(starts[-1] + len(line) + 1)

    def offset(position: Position) -> int:
        return starts[min(position.line - fix.line, len(fix.before))] + position.column - 1

    edits = [Edit(Span(offset(one.start), offset(one.end)), _lines(one.edit.replacement)) for one in fix.edits]
    before = "\n".join(fix.before)
    return all(edit.span.end <= len(before) for edit in edits) and apply_edits(before, edits) == "\n".join(fix.after)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _range(start: Position, end: Position) -> dict[str, object]:
    return {
        "start": {"line": start.line, "column": start.byte_column},
        "end": {"line": end.line, "column": end.byte_column},
    }
