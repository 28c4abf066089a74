"""The report for code scanning: SARIF 2.1.0 (OASIS standard, https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from linter.finding import Severity
from linter.patterns import lazy
from linter.reports.ascii_json import dump, write_object
from linter.reports.escape import visible
from linter.reports.offer import can_be_told

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Finding, PlacedEdit, PlacedFix, Run
    from linter.reports.style import RuleInfo, Style
    from linter.text import Position

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_NO_BYTE = lazy(r"[\ud800-\udc7f\udd00-\udfff]")  # surrogates that do not stand for a byte (PEP 383)


def sarif(run: Run, stream: TextIO, style: Style) -> None:
    """Write one SARIF log with one run, a line for each result."""
    rules = sorted({finding.rule for finding in run.findings})
    indexes = {rule: index for index, rule in enumerate(rules)}
    stream.write(f'{{"$schema": {dump(_SCHEMA)}, "version": "2.1.0", "runs": [\n')
    results = (_result(finding, indexes[finding.rule]) for finding in run.findings)
    write_object(stream, _run(run, rules, style), "results", results)
    stream.write("\n]}\n")


def _run(run: Run, rules: list[str], style: Style) -> dict[str, object]:
    descriptors = [_rule(style.rules[rule]) if rule in style.rules else {"id": rule} for rule in rules]
    version = {"version": style.version} if style.version else {}
    driver = {"name": "contentlint", **version, "rules": descriptors}
    base: dict[str, object] = {"description": {"text": "The root of the linted tree."}}
    if style.root_uri:
        base["uri"] = style.root_uri.rstrip("/") + "/"
    notes = [{"level": "error", "message": _message(error)} for error in run.errors]
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "originalUriBaseIds": {_ROOT: base},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }


def _rule(info: RuleInfo) -> dict[str, object]:
    descriptor: dict[str, object] = {
        "id": info.name,
        "shortDescription": _message(info.summary),
        "help": {"text": info.help, "markdown": info.help},
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {"tags": [info.category]},
    }
    if info.url:
        descriptor["helpUri"] = info.url
    return descriptor


def _result(finding: Finding, rule_index: int) -> dict[str, object]:
    location: dict[str, object] = {
        "physicalLocation": {
            "artifactLocation": _artifact(finding.path),
            "region": _region(finding.start, finding.end),
        },
    }
    if finding.pointer is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(finding.pointer), "kind": "member"}]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [location],
        "partialFingerprints": {"contentlint/v1": finding.fingerprint},
    }
    if finding.fix and can_be_told(finding.fix):
        result["fixes"] = [_fix(finding.path, finding.fix)]
    return result


def _fix(path: str, fix: PlacedFix) -> dict[str, object]:
    return {
        "description": _message(fix.title),
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": [_replacement(placed) for placed in fix.edits]},
        ],
        "properties": {"applicability": fix.applicability.value},
    }


def _replacement(placed: PlacedEdit) -> dict[str, object]:
    return {
        "deletedRegion": _region(placed.start, placed.end),
        "insertedContent": {"text": placed.edit.replacement},
    }


def _region(start: Position, end: Position) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> dict[str, str]:
    encoded = _NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape")
    return {"uri": quote(encoded, safe="/"), "uriBaseId": _ROOT}


def _message(text: str) -> dict[str, str]:
    """Return a message that is neither a template (braces double) nor a link (`](` does not follow a text): 3.11."""
    return {"text": visible(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")}
