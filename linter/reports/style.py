"""How a report shall look, and what it may say of rules beyond their findings."""

from __future__ import annotations

from os.path import relpath, sep
from types import MappingProxyType

from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.finding import Severity
    from linter.reports.trend import Past

# "Select graphic rendition" parameters of ECMA-48, basic colours only: a terminal maps them to its theme.
_TONES = MappingProxyType(
    {
        "error": "1;31",
        "warning": "1;33",
        "info": "1;36",
        "path": "1",
        "place": "36",
        "dim": "2",
        "fix": "1;32",
        "removed": "31",
        "added": "32",
    },
)


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What the catalog tells reports of one rule; `help` is Markdown, `severity` the rule's default."""

    name: str
    summary: str
    help: str
    severity: Severity
    category: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a report needs beside the run.

    `root` and `current` are the absolute folders that paths of findings are relative to and that the reader stands in
    ("" both: paths are shown as they are). `root_uri` is the `file:` URI of the linted tree ("" to leave it out, so
    that reports do not name the machine); `version` is the tool's. `language` is that of the report's own words.
    `collections` maps paths of documents to the names of their collections; `trend` is the past, oldest first.
    """

    colour: bool = False
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    root: str = ""
    current: str = ""
    root_uri: str = ""
    version: str = ""
    language: str = "en"
    collections: Mapping[str, str] = field(default_factory=dict)
    trend: tuple[Past, ...] = ()

    def place(self, path: str) -> str:
        """Return a finding's path as the reader would type it."""
        if self.root == self.current:
            return path
        return relpath(f"{self.root}/{path}", self.current).replace(sep, "/")

    def paint(self, tone: str, text: str) -> str:
        """Return `text` in a tone of the table above, or as it is where colour is off."""
        if not self.colour or not text:
            return text
        return f"\x1b[{_TONES[tone]}m{text}\x1b[0m"
