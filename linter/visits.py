"""One file: read, checked or fixed; whatever is wrong with it becomes a finding."""

from __future__ import annotations

from linter import catalog, engine
from linter.config import ConfigurationError
from linter.document import Document
from linter.finding import Applicability, Problem
from linter.git import GitError
from linter.rule import ConfiguredRule
from linter.stamp import stamp
from linter.text import Source, Span
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from linter.finding import Finding
    from linter.inference import Sketch
    from linter.others import Mail
    from linter.rewrite import Rewrite
    from linter.session import Session
    from linter.visit_cache import Trace


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


def tried(session: Session, path: str) -> Visit:
    """Return the visit of a document; one at which we fail, or run out of memory, costs a finding and not the run."""
    try:
        return visit(session, path)
    except (ConfigurationError, GitError):
        raise
    except Exception as error:  # noqa: BLE001 -- the other documents are not to blame
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        message = f"reading this file failed with {what}; please report this"
        return Visit(said(path, session.configuration.rules_for(path), engine.INTERNAL_ERROR, message))


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
        return Visit(said(path, rules, "unreadable-file", f"cannot be read: {error.strerror or error}"))
    if isinstance(data, int):
        size, limit = data / 2**20, configuration.max_file_size / 2**20
        message = f"the file has {size:.1f} MiB; above {limit:.1f} MiB (max-file-size) files are not checked"
        return Visit(said(path, rules, "file-too-large", message))
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
        from linter.diffs import unified_diff

        return Visit(left, done.applied, changed=True, diff=unified_diff(document, done.document))
    rewrite = Rewrite.of(data, done.document.source.encode())
    return Visit(left, done.applied, changed=True, rewrite=rewrite, before=findings)


def said(path: str, rules: tuple[ConfiguredRule, ...], name: str, message: str) -> tuple[Finding, ...]:
    """Return the finding of a file that was not read, under one of the tool's own rules."""
    known = next((configured for configured in rules if configured.rule.name == name), None)
    if known is None:
        rule = catalog.rules()[name]
        known = ConfiguredRule(rule, rule.options(), rule.severity)
    nothing = Document(path, Source(""))
    return stamp(nothing, [(known, Problem(Span(0, 0), message))])
