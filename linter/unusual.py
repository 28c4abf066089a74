"""What the rules about siblings share: their options, and anomalies as problems with a fix where one is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.finding import Applicability, Fix, Problem
from linter.rule import Options
from linter.schema import Schema  # noqa: TC001  # pydantic reads the annotation
from linter.schema.words import quoted
from linter.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.inference import Anomaly
    from linter.project import Facts, Project

_BARE = re.compile(r"[^\W\d_][\w/.-]*(?: [\w/.-]+)*")  # needs no quotes in YAML, but for:
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


@dataclass(frozen=True)
class UnusualOptions(Options):
    """Documents are compared with `siblings` others at least, and only where their collection has no `schema`."""

    schema: Schema | None = None
    siblings: int = 20


def problems(facts: Facts, project: Project, options: UnusualOptions, kinds: frozenset[str]) -> Iterator[Problem]:
    """Yield the anomalies of some kinds as problems."""
    if options.schema is None:
        for one in project.oddities(facts, options.siblings):
            if one.anomaly.kind in kinds:
                yield Problem(one.anomaly.span, one.anomaly.message, _fix(one.anomaly, one.written))


def _fix(one: Anomaly, written: str | None) -> Fix | None:
    """Return the fix that writes what was meant, None where that is not known or would need quotes.

    It is unsafe: what is rare can be meant.
    """
    if one.meant is None or written is None or len(written) != len(one.span):
        return None
    if not _BARE.fullmatch(one.meant) or one.meant.lower() in _RESERVED:
        return None
    title = f"rename to {quoted(one.meant)}" if one.kind == "misspelt-key" else f"write {quoted(one.meant)}"
    return Fix(title, (Edit(one.span, one.meant),), Applicability.UNSAFE)
