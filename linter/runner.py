"""Many files: read, check or fix each, share what they must know of one another, and gather a run."""

from __future__ import annotations

import time
from contextlib import nullcontext
from itertools import chain

from linter import engine, files
from linter.finding import Run
from linter.session import begin
from linter.values import dataclass, field, replace
from linter.visits import Visit, said, tried, visit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linter.config import Configuration
    from linter.finding import Finding
    from linter.journal import Journal
    from linter.session import Order, Session
    from linter.tree import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run, the notes for the person who started it, and (dry runs) the unified diffs of what would change.

    `digests` has those of the documents that are known, by their paths.
    """

    run: Run
    notes: tuple[str, ...] = ()
    diffs: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)


def run(
    configuration: Configuration,
    paths: tuple[str, ...],
    order: Order,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
    store: Store | None = None,
) -> Outcome:
    """Check (or fix) what the paths name, in `store` instead of on the disk. One bad file never stops the others."""
    started = time.monotonic()
    root = configuration.real_root
    store = store or files.Folder(root)
    chosen = files.select(paths, configuration, store)
    journal = _journal(root, order) if order.fix and not order.dry else None
    begun = begin(configuration, store, order, journal, len(chosen.files))
    with journal or nullcontext():
        seen = _seen(begun, chosen.files, progress)
        compared = [_compared(begun, path, one) for path, one in zip(chosen.files, seen, strict=True)]
        visits = [_written(begun, path, one) for path, one in zip(chosen.files, compared, strict=True)]
    digests = {} if begun.cache is None else begun.cache.write()
    progress(len(chosen.files), len(chosen.files))
    result = Run(
        findings=_gathered(one.findings for one in visits),
        files=len(chosen.files),
        fixed=_gathered(one.fixed for one in visits),
        changed=tuple(path for path, one in zip(chosen.files, visits, strict=True) if one.changed),
        errors=(*configuration.errors, *chosen.errors, *(one.error for one in visits if one.error)),
        seconds=time.monotonic() - started,
        paths=chosen.files,
    )
    notes = (*chosen.notes, *(journal.notes if journal else ()))
    return Outcome(result, notes, tuple(one.diff for one in visits if one.diff), digests)


def _journal(root: str, order: Order) -> Journal:
    from pathlib import Path

    from linter.journal import Journal

    return Journal(Path(root), order.keep_mtime)


def _seen(session: Session, paths: Sequence[str], progress: Callable[[int, int], None]) -> list[Visit]:
    """Return the first visit of each document, in several processes where that pays."""
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        progress(done, len(paths))

    def lost(path: str, why: str) -> Visit:
        message = f"the process that read this file {why}; please report this"
        return Visit(said(path, session.configuration.rules_for(path), engine.INTERNAL_ERROR, message))

    progress(0, len(paths))

    def kept(path: str, one: Visit) -> Visit:
        return _recorded(session, path, one)

    if len(paths) == 1:
        return [kept(paths[0], tried(session, paths[0]))]
    from linter import workers

    known = _recalled(session, paths)
    advance(len(known))
    rest = [path for path in paths if path not in known]
    seen = workers.mapped(
        lambda path: tried(session, path),
        rest,
        workers.worth(len(rest), session.order.jobs),
        advance=advance,
        lost=lost,
        kept=kept,
        tried=not session.order.jobs,
    )
    known |= zip(rest, seen, strict=True)
    return [known[path] for path in paths]


def _recalled(session: Session, paths: Sequence[str]) -> dict[str, Visit]:
    """Return the first visits of those documents of which it is known what would come of them."""
    if session.cache is None:
        return {}
    known: dict[str, Visit] = {}
    for path, (findings, postponed, mail) in session.cache.recalled(paths, session.project).items():
        known[path] = Visit(findings, postponed=postponed)
        if mail is not None:
            session.project.record_mail(path, mail)
    return known


def _recorded(session: Session, path: str, one: Visit) -> Visit:
    """Return a visit without what it brought for comparing, which the project keeps."""
    if one.postponed:
        session.project.record(path, one.sketch, one.mail)
    if session.cache is not None and one.trace is not None:
        session.cache.keep(path, one.trace, (one.findings, one.postponed, one.mail))
    if not (one.sketch or one.mail or one.trace):
        return one
    # As `replace` does, in a fifth of the time.
    kept = (one.findings, one.fixed, one.changed, one.error, one.diff, one.postponed)
    return Visit(*kept, rewrite=one.rewrite, before=one.before)


def _gathered(findings: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    return tuple(sorted(chain.from_iterable(findings), key=lambda finding: finding.sort_key))


def _compared(session: Session, path: str, one: Visit) -> Visit:
    """Return a visit once the document has been compared with others, if it was not yet."""
    if not one.postponed:
        return one
    sizes = engine.siblings(session.configuration.rules_for(path))
    again = (
        one.postponed == "all"
        or any(session.project.is_odd(path, size) for size in sizes)
        or session.project.has_odd_mail(path)
    )
    return visit(session, path, compare=True) if again else one


def _written(session: Session, path: str, one: Visit) -> Visit:
    """Return a visit once what came of it is written."""
    if one.rewrite is None or session.journal is None:
        return one
    from linter import signals

    try:
        with signals.held():
            one.rewrite.carry_out(path, session.store, session.journal)
    except OSError as error:
        return Visit(one.before, error=f"{path}: not written: {error.strerror or error}")
    return replace(one, rewrite=None, before=())
