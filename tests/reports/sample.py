"""A small run for the reports to write: accents, wide characters, fixes of every kind, and a hostile document."""

from __future__ import annotations

from io import StringIO

from linter.finding import Applicability, Finding, PlacedEdit, PlacedFix, Run, Severity
from linter.reports import write
from linter.reports.style import RuleInfo, Style
from linter.text import Edit, Source, Span

PAGE = """---
title: Données ouvertes
contact:
  - name: Équipe 日本語 👩
    link: [écrire](equipe@exemple.fr)
---

\tVoir la page : le détail est là.

Un paragraphe
sur deux lignes.
"""
HOSTILE_PATH = "::set-output name=a::b/\x1b[31m\u202egpj.md"
HOSTILE_TEXT = (
    "a\x1b]0;x\x07 \u202e \r\n"
    "::set-output name=x::y ##[add-mask]z {0} [t](https://exemple.fr) 100% \udce9\x7f\x9b\u2028\n"
)
LONG_LINE = "début " * 60 + "ici" + " fin" * 60 + "\n"

RULES = {
    "email-without-mailto": RuleInfo(
        "email-without-mailto",
        "An e-mail link without mailto:.",
        "# email-without-mailto\n\nReaders who click it get an error page.\n",
        Severity.ERROR,
        "email",
        "https://exemple.fr/regles/email-without-mailto",
    ),
}
STYLE = Style(rules=RULES, root_uri="file:///srv/pages", version="0.1.0")


def placed_fix(text: str, title: str, applicability: Applicability, *edits: tuple[str, str]) -> PlacedFix:
    """Build the fix that replaces the first occurrence of each text by another, as the engine would place it."""
    source = Source(text)
    made = [Edit(Span(text.index(old), text.index(old) + len(old)), new) for old, new in edits]
    first = min(source.line_number(edit.span.start) for edit in made)
    last = max(source.line_number(edit.span.end) for edit in made)
    start, end = source.line_span(first).start, source.line_span(last).end
    after = source.edited(made).text
    return PlacedFix(
        title,
        applicability,
        tuple(PlacedEdit(source.position(edit.span.start), source.position(edit.span.end), edit) for edit in made),
        first,
        tuple(text[start:end].split("\n")),
        tuple(after[start : end + len(after) - len(text)].split("\n")),
    )


def found(  # noqa: PLR0913, PLR0917 - each is a field of the finding
    path: str,
    text: str,
    part: str,
    rule: str,
    severity: Severity,
    message: str,
    fix: PlacedFix | None = None,
    pointer: str | None = None,
) -> Finding:
    """Build the finding that spans the first occurrence of `part` in `text`."""
    source = Source(text)
    span = Span(text.index(part), text.index(part) + len(part))
    start, end = source.position(span.start), source.position(span.end)
    excerpt = tuple(source.line(line) for line in range(start.line, min(end.line, start.line + 2) + 1))
    category, fingerprint = rule.split("-", maxsplit=1)[0], f"{len(rule):04x}{span.start:04x}"
    return Finding(
        path, span, start, end, rule, category, severity, message, excerpt, fingerprint, pointer=pointer, fix=fix
    )


def sample_run() -> Run:
    """Return the run that the golden files show."""
    safe, unsafe, manual = Applicability.SAFE, Applicability.UNSAFE, Applicability.MANUAL
    page, wide = "content/données ouvertes.md", "日本語 👩"
    mailto = placed_fix(PAGE, 'add "mailto:"', safe, ("equipe@exemple.fr", "mailto:equipe@exemple.fr"))
    space = placed_fix(PAGE, "use a no-break space", safe, (" :", "\u00a0:"))
    split = placed_fix(PAGE, "split the paragraph", unsafe, ("paragraphe\nsur", "paragraphe\n\nsur"))
    hostile = placed_fix(HOSTILE_TEXT, "drop \x1b it", safe, ("\x1b]0;x\x07", ""))
    broken = placed_fix(HOSTILE_TEXT, "move the byte", manual, ("% \udce9", "\udce9 %"))
    cut = placed_fix(LONG_LINE, "say where", unsafe, ("ici", "là-bas"))
    findings = (
        found(
            HOSTILE_PATH,
            HOSTILE_TEXT,
            "\x1b]0;x\x07 \u202e",
            "control-character",
            Severity.ERROR,
            HOSTILE_TEXT,
            hostile,
        ),
        found(HOSTILE_PATH, HOSTILE_TEXT, "##[add-mask]", "invalid-byte", Severity.ERROR, "\ud83d ##[group]g", broken),
        found("content/a: 1,5 %.md", LONG_LINE, "ici", "vague-place", Severity.INFO, 'vague place "ici"', cut),
        found("content/empty.md", "", "", "missing-front-matter", Severity.ERROR, "no front matter"),
        found(page, PAGE, wide, "wide-name", Severity.WARNING, f'name "{wide}" is not Latin', None, "/contact/0/name"),
        found(
            page,
            PAGE,
            "equipe@exemple.fr",
            "email-without-mailto",
            Severity.ERROR,
            'e-mail link without "mailto:": equipe@exemple.fr',
            mailto,
            "/contact/0/link",
        ),
        found(page, PAGE, " :", "fr-missing-nbsp", Severity.WARNING, 'space before ":" may break', space),
        found(page, PAGE, "paragraphe\nsur", "soft-break", Severity.WARNING, "line break in a paragraph", split),
    )
    return Run(findings, files=1279, errors=("docs/\x1bmissing: no such path",), seconds=0.94)


def report(name: str, run: Run, style: Style = STYLE) -> str:
    """Return what the report `name` writes."""
    stream = StringIO(newline="")
    write(name, run, stream, style)
    return stream.getvalue()
