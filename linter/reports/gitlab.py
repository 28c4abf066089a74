"""The report for merge requests of GitLab: Code Quality (docs.gitlab.com: "Code Quality report format")."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter.finding import Severity
from linter.reports.ascii_json import dump
from linter.reports.escape import path_without_surrogates, visible

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Finding, Run
    from linter.reports.style import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(run: Run, stream: TextIO, style: Style) -> None:
    """Write a list of issues, a line for each; GitLab shows those whose fingerprint the target branch has not."""
    stream.write("[")
    separator = "\n"
    for finding in run.findings:
        stream.write(separator + dump(_issue(finding, style)))
        separator = ",\n"
    stream.write("\n]\n")


def _issue(finding: Finding, style: Style) -> dict[str, object]:
    return {
        "description": visible(finding.message),
        "check_name": visible(finding.rule),
        "fingerprint": _fingerprint(finding),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path_without_surrogates(style.place(finding.path)),
            "lines": {"begin": finding.start.line, "end": finding.end.line},
        },
    }


def _fingerprint(finding: Finding) -> str:
    """Return what tells a finding from all others of the repository, wherever in its file it stands."""
    key = f"{finding.path}\0{finding.rule}\0{finding.fingerprint}"
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
