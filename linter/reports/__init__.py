"""One function per output format, each loaded only when it is asked for: from a run to a stream."""

from __future__ import annotations

from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol, TextIO

    from linter.finding import Run
    from linter.reports.style import Style

    class Report(Protocol):
        """What a report is: it writes `run` to `stream` and returns nothing."""

        def __call__(self, run: Run, stream: TextIO, style: Style) -> None:
            """Write the whole report."""


REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "full": "linter.reports.full",
        "concise": "linter.reports.concise",
        "json": "linter.reports.json",
        "json-lines": "linter.reports.json",
        "github": "linter.reports.github",
        "gitlab": "linter.reports.gitlab",
        "sarif": "linter.reports.sarif",
        "junit": "linter.reports.junit",
        "checkstyle": "linter.reports.checkstyle",
        "rdjson": "linter.reports.rdjson",
        "markdown": "linter.reports.markdown",
        "html": "linter.reports.html",
    },
)
"""Names of the formats, each with the module whose function of the same name (`_` for `-`) writes it."""


def write(name: str, run: Run, stream: TextIO, style: Style) -> None:
    """Write `run` to `stream` in the format `name`, a key of REPORTS. Raises KeyError for any other name."""
    from importlib import import_module

    report: Report = getattr(import_module(REPORTS[name]), name.replace("-", "_"))
    report(run, stream, style)
