"""What `check --add-suppressions` does: it silences what was found by comments, in the documents themselves."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING

from linter import files
from linter.baseline import FATAL
from linter.config import ConfigurationError
from linter.diffs import unified_diff
from linter.document import Document
from linter.journal import Journal
from linter.reports.counts import counted
from linter.reports.phrases import phrase
from linter.session import begin
from linter.silencing import can_be_reason, silence
from linter.suppression_places import Target
from linter.terminal import Progress
from linter.text import Source
from linter.values import dataclass, field

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from linter.config import Configuration
    from linter.finding import Finding, Run
    from linter.session import Order, Session


@dataclass(slots=True)
class Added:
    """What came of it: how many findings were silenced and could not be, comments for `whole` files, changed files."""

    silent: int = 0
    refused: int = 0
    whole: int = 0
    paths: list[str] = field(default_factory=list)
    diffs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def reason(arguments: Namespace) -> str:
    """Return the reason that the comments are to give. Raises ConfigurationError where it cannot stand in them."""
    given: str = arguments.add_suppressions.strip()
    if not can_be_reason(given):
        raise ConfigurationError("--add-suppressions: the reason must be one line that ends no comment (-->, */)")
    if arguments.fix:
        raise ConfigurationError("--add-suppressions and --fix: fix first, then silence what is left")
    if arguments.stdin_filename is not None or "-" in arguments.paths:
        raise ConfigurationError("--add-suppressions writes files, not standard output")
    return given


def add(run: Run, configuration: Configuration, order: Order, why: str) -> Added:
    """Write comments that silence the findings of a run, or (dry) only tell the diffs.

    What hides other findings, and the tool's own, is never silenced.
    """
    added = Added()
    root = configuration.root.resolve()
    progress = Progress(sys.stderr)
    with Journal(root, order.keep_mtime) as journal:
        session = begin(configuration, files.Folder(root), order, journal)
        groups = [(path, tuple(found)) for path, found in groupby(run.findings, key=lambda one: one.path)]
        for number, (path, found) in enumerate(groups):
            progress(number, len(groups))
            _add_to(session, path, found, why, added)
        added.notes = tuple(journal.notes)
    progress.clear()
    return added


def summary(added: Added, language: str) -> str:
    """Say what came of it, in a line."""
    whole = f"{counted(added.whole, 'comment')} for a whole file." if added.whole else ""
    left = f"{counted(added.refused, 'finding')} left, where no comment can stand." if added.refused else ""
    done = f"Silenced {counted(added.silent, 'finding')} in {counted(len(added.paths), 'file')}."
    return " ".join(phrase(one, language) for one in (done, whole, left) if one)


def _add_to(session: Session, path: str, found: Iterable[Finding], why: str, added: Added) -> None:
    findings = tuple(found)
    targets = {Target(one.rule, one.span.start) for one in findings if one.category != "tool" and one.rule not in FATAL}
    try:
        data = session.store.read(path, session.configuration.max_file_size)
        if not targets or not isinstance(data, bytes):
            added.refused += len(findings)
            return
        document = Document(path, Source.decode(data), session.project.flavour(path))
        done = silence(document, session.configuration.rules_for(path), session.project, targets, why)
        if done.targets and not session.order.dry and session.journal is not None:
            session.journal.replace(path, data, done.document.source.encode())
    except OSError as error:
        added.errors.append(f"{path}: not written: {error.strerror or error}")
        return
    silent = sum(Target(one.rule, one.span.start) in done.targets for one in findings)
    added.silent += silent
    added.refused += len(findings) - silent
    added.whole += done.whole
    if done.targets:
        added.paths.append(path)
        added.diffs.append(unified_diff(document, done.document))
