"""Many files: read, check or fix each, share what they must know of one another, and gather a run."""

from __future__ import annotations

import time
from contextlib import nullcontext
from itertools import chain

from linter import catalog, engine, files
from linter.config import ConfigurationError
from linter.document import Document
from linter.finding import Applicability, Problem, Run
from linter.generators import Generators
from linter.git import GitError
from linter.neighbours import Neighbours
from linter.patterns import lazy
from linter.project import Project
from linter.rule import ConfiguredRule
from linter.site import KnownSite
from linter.stamp import stamp
from linter.text import Source, Span
from linter.values import dataclass, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Literal

    from linter.config import Configuration
    from linter.finding import Finding
    from linter.inference import Sketch
    from linter.journal import Journal
    from linter.judgements import Heads, Judgements
    from linter.memory import Memory
    from linter.others import Mail
    from linter.rewrite import Rewrite
    from linter.tree import Store
    from linter.visit_cache import Trace, VisitCache


_MANY = 50
"""Documents from which it pays to keep what came of each."""

_LINE = lazy(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with the documents: only look, or fix; write the result, or show what would change."""

    fix: bool = False
    unsafe: bool = False
    dry: bool = False
    jobs: int = 0  # processes; 0 for as many as pay
    keep_mtime: bool = False
    remembers: bool = False  # what was odd in documents that lie together
    cache_key: Callable[[], tuple[object, ...] | None] | None = None
    """Tells the configuration from others, so that what each document came to can be kept; None if it is not to be."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the visit of every document needs; without a journal nothing is written."""

    configuration: Configuration
    store: Store
    project: Project
    order: Order
    journal: Journal | None = None
    cache: VisitCache | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one document: what is left to say, what was mended, whether it was written, what went wrong."""

    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    changed: bool = False
    error: str | None = None
    diff: str | None = None
    postponed: Literal["", "comparison", "all"] = ""  # which rules have not run
    sketch: Sketch | None = None
    mail: Mail | None = None
    rewrite: Rewrite | None = None
    before: tuple[Finding, ...] = ()  # what there is to say if that cannot be written
    trace: Trace | None = None


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
    begun = session(configuration, store, order, journal, len(chosen.files))
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


def session(
    configuration: Configuration,
    store: Store,
    order: Order = Order(),  # noqa: B008 -- frozen
    journal: Journal | None = None,
    documents: int = 0,
) -> Session:
    """Return what it takes to visit so many documents of a store."""
    key = order.cache_key() if order.cache_key is not None and documents >= _MANY else None
    if not isinstance(store, files.Folder) or not (order.remembers or key):
        return Session(
            configuration, store, project_of(configuration, store, Neighbours(configuration, store)), order, journal
        )
    from linter.memory import Memory

    memory = Memory(store.root)
    cache = _cache(configuration, store, key, memory) if key else None

    def judgements() -> Judgements | Heads:
        if cache is not None and not order.remembers:
            return cache.heads
        from linter.judgements import Judgements

        return Judgements(memory)

    project = project_of(configuration, store, Neighbours(configuration, store, judgements=judgements), memory)
    return Session(configuration, store, project if cache is None else cache.noting(project), order, journal, cache)


def _cache(configuration: Configuration, store: Store, key: tuple[object, ...], memory: Memory) -> VisitCache:
    from linter.visit_cache import VisitCache

    return VisitCache(memory, store, key, configuration.max_file_size)


def _seen(session: Session, paths: Sequence[str], progress: Callable[[int, int], None]) -> list[Visit]:
    """Return the first visit of each document, in several processes where that pays."""
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        progress(done, len(paths))

    def lost(path: str, why: str) -> Visit:
        message = f"the process that read this file {why}; please report this"
        return Visit(_said(path, session.configuration.rules_for(path), engine.INTERNAL_ERROR, message))

    progress(0, len(paths))

    def kept(path: str, one: Visit) -> Visit:
        return _recorded(session, path, one)

    if len(paths) == 1:
        return [kept(paths[0], _tried(session, paths[0]))]
    from linter import workers

    known = _recalled(session, paths)
    advance(len(known))
    rest = [path for path in paths if path not in known]
    seen = workers.mapped(
        lambda path: _tried(session, path),
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


def _tried(session: Session, path: str) -> Visit:
    """Return the visit of a document; one at which we fail, or run out of memory, costs a finding and not the run."""
    try:
        return visit(session, path)
    except (ConfigurationError, GitError):
        raise
    except Exception as error:  # noqa: BLE001 -- the other documents are not to blame
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        message = f"reading this file failed with {what}; please report this"
        return Visit(_said(path, session.configuration.rules_for(path), engine.INTERNAL_ERROR, message))


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


def run_text(configuration: Configuration, path: str, data: bytes, order: Order) -> tuple[Run, bytes, str]:
    """Check (or fix) bytes that stand for the file `path`; returns the run, the bytes after fixing, and the diff."""
    store = files.Folder(configuration.real_root)
    document = Document(path, Source.decode(data), project_of(configuration, store).flavour(path))
    project = project_of(configuration, store, Neighbours(configuration, store, document))
    rules = configuration.rules_for(path)
    if not order.fix or document.source.unreadable is not None:
        return Run(engine.check(document, rules, project), 1), data, ""
    from linter import fixing

    done = fixing.fix(document, rules, project, unsafe=order.unsafe)
    left = engine.check(done.document, rules, project) + ((done.rolled_back,) if done.rolled_back else ())
    changed = (path,) if done.applied else ()
    diff = unified_diff(document, done.document) if done.applied else ""
    return Run(left, 1, done.applied, changed), done.document.source.encode(), diff


def project_of(
    configuration: Configuration, store: Store, neighbours: Neighbours | None = None, memory: Memory | None = None
) -> Project:
    """Return the project: what documents may be called in the collections that others refer to, and who is beside whom.

    Documents are read only when a rule asks for their names, or for neighbours.
    """
    generators = Generators(store)
    if not configuration.names_documents:
        return Project(store, neighbours=neighbours, site=KnownSite(configuration, store, None, generators))
    from linter.identifiers import Holders, Identifiers, Names

    names = Names(configuration, store, memory)
    site = KnownSite(configuration, store, names, generators)
    return Project(store, Identifiers(names), neighbours, Holders(names), site)


def visit(session: Session, path: str, *, compare: bool = False) -> Visit:
    """Check one file, or fix it; whatever is wrong with it becomes a finding.

    Where documents are only checked, they are compared with others in a second visit (`compare`), which those get that
    look odd then: until all have been seen, comparing would read each of them twice.
    """
    configuration = session.configuration
    rules = configuration.rules_for(path)
    if session.cache is not None:
        session.cache.noted.clear()
    try:
        data = session.store.read(path, configuration.max_file_size)
    except OSError as error:
        return Visit(_said(path, rules, "unreadable-file", f"cannot be read: {error.strerror or error}"))
    if isinstance(data, int):
        size, limit = data / 2**20, configuration.max_file_size / 2**20
        message = f"the file has {size:.1f} MiB; above {limit:.1f} MiB (max-file-size) files are not checked"
        return Visit(_said(path, rules, "file-too-large", message))
    document = Document(path, Source.decode(data), session.project.flavour(path))
    alone = engine.without_comparing(rules)
    if not (compare or session.order.fix) and len(alone) < len(rules):
        sizes = engine.siblings(rules)
        sketch = session.project.sketch(document, min(sizes)) if sizes else None
        mail = session.project.mail(document) if engine.counts_mail(rules) else None
        # What directives silence is known when all rules have run.
        findings = () if document.directives else engine.check(document, alone, session.project)
        trace = None if session.cache is None else session.cache.trace(document, data, session.project, sizes)
        return Visit(
            findings, postponed="all" if document.directives else "comparison", sketch=sketch, mail=mail, trace=trace
        )
    findings = engine.check(document, rules, session.project)
    if session.order.fix and any(_fixable(finding, unsafe=session.order.unsafe) for finding in findings):
        return _fix(session, document, data, rules, findings)
    return Visit(findings, trace=None if session.cache is None or compare else session.cache.trace(document, data))


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


def _fixable(finding: Finding, *, unsafe: bool) -> bool:
    if finding.fix is None or finding.fix.applicability is Applicability.MANUAL:
        return False
    return unsafe or finding.fix.applicability is Applicability.SAFE


def _fix(
    session: Session, document: Document, data: bytes, rules: tuple[ConfiguredRule, ...], findings: tuple[Finding, ...]
) -> Visit:
    """Fix a document; what cannot be verified is not to be written."""
    from linter import fixing
    from linter.rewrite import Rewrite

    done = fixing.fix(document, rules, session.project, unsafe=session.order.unsafe)
    if done.rolled_back is not None:
        return Visit((*findings, done.rolled_back))
    if not done.applied:
        return Visit(findings)
    left = engine.check(done.document, rules, session.project)
    if session.order.dry:
        return Visit(left, done.applied, changed=True, diff=unified_diff(document, done.document))
    rewrite = Rewrite.of(data, done.document.source.encode())
    return Visit(left, done.applied, changed=True, rewrite=rewrite, before=findings)


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


def unified_diff(before: Document, after: Document) -> str:
    """Return the unified diff between two states of a document, line endings as they are."""
    import difflib

    old, new = (_LINE.findall(document.text) for document in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{before.path}", f"b/{before.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _said(path: str, rules: tuple[ConfiguredRule, ...], name: str, message: str) -> tuple[Finding, ...]:
    """Return the finding of a file that was not read, under one of the tool's own rules."""
    known = next((configured for configured in rules if configured.rule.name == name), None)
    if known is None:
        rule = catalog.rules()[name]
        known = ConfiguredRule(rule, rule.options(), rule.severity)
    nothing = Document(path, Source(""))
    return stamp(nothing, [(known, Problem(Span(0, 0), message))])
