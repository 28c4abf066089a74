"""Bytes that stand for a file, as editors give them on standard input."""

from __future__ import annotations

from linter import engine, files, fixing
from linter.diffs import unified_diff
from linter.document import Document
from linter.finding import Run
from linter.neighbours import Neighbours
from linter.session import project_of
from linter.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.config import Configuration
    from linter.session import Order


def run_text(configuration: Configuration, path: str, data: bytes, order: Order) -> tuple[Run, bytes, str]:
    """Check (or fix) bytes that stand for the file `path`; returns the run, the bytes after fixing, and the diff."""
    store = files.Folder(configuration.real_root)
    document = Document(path, Source.decode(data), project_of(configuration, store).flavour(path))
    project = project_of(configuration, store, Neighbours(configuration, store, document))
    rules = configuration.rules_for(path)
    if not order.fix or document.source.unreadable is not None:
        return Run(engine.check(document, rules, project), 1), data, ""
    done = fixing.fix(document, rules, project, unsafe=order.unsafe)
    left = engine.check(done.document, rules, project) + ((done.rolled_back,) if done.rolled_back else ())
    changed = (path,) if done.applied else ()
    diff = unified_diff(document, done.document) if done.applied else ""
    return Run(left, 1, done.applied, changed), done.document.source.encode(), diff
