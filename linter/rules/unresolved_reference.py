"""The rule unresolved-reference."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.spelling import closest, same_letters
from linter.text import Edit, Span
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.keyed_values import Value
    from linter.project import Facts, Project

_STEM, _PATH = ".$stem", ".$path"
_MOST_GUESSES = 100  # in one document: each looks at all the names there are
_SEPARATORS = lazy(r"[\s_-]+")
_BARE = lazy(r"(?:/|[^\W\d_])(?:[^\x00-\x1f:#,\[\]{}]*[^\x00-\x1f:#,\[\]{}\s])?")  # needs no quotes in YAML, but for:
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_QUOTED = lazy(r"[^\"'\\\x00-\x1f]+")


@dataclass(frozen=True)
class UnresolvedReferenceOptions(Options):
    """`references` maps front matter keys ("producer", "apis[]") to what their values name ("producers.$stem").

    Of a key in `free_text` only values are reported that differ from a name in nothing but case, accents, blanks and
    hyphens: the others may name nothing at all. `prefixes` maps keys to what stands before the name.
    """

    references: dict[str, str] = field(default_factory=dict)
    free_text: frozenset[str] = frozenset()
    prefixes: dict[str, str] = field(default_factory=dict)


@project_rule(
    "unresolved-reference", category="references", options=UnresolvedReferenceOptions, only=("option:references",)
)
def unresolved_reference(facts: Facts, project: Project, options: UnresolvedReferenceOptions) -> Iterator[Problem]:
    """A front matter value that should name another document and names none."""
    guesses = 0
    for value in facts.values:
        target = options.references.get(value.key, "")
        known = _composed(project.identifiers.get(target, frozenset()))
        prefix = options.prefixes.get(value.key, "")
        before, name = _name(value.text, target, prefix)
        if not known or not value.text.strip():
            continue
        if value.text.startswith(prefix) and _composed(frozenset((value.text, name))) & known:
            continue
        guesses += 1
        meant = _closest(name, known) if guesses <= _MOST_GUESSES else None
        if meant is not None and (value.key not in options.free_text or _alike(name, meant)):
            words = f"{quoted(value.text)} names no document; did you mean {quoted(before + meant)}?"
            # Free text is shown as it is written: there "Mairie" is not "mairie" only repaired.
            safe = same_letters(name, meant) and value.key not in options.free_text
            yield Problem(value.span, words, _fix(value, before + meant, safe=safe))
        elif value.key not in options.free_text:
            collection = target.partition(".")[0]
            yield Problem(value.span, f"{quoted(value.text)} names no document of {quoted(collection)}")


@lru_cache(maxsize=4096)
def _composed(names: frozenset[str]) -> frozenset[str]:
    """Return names with their accents composed: in file names, macOS writes a letter and its accent as two."""
    return frozenset(normalize("NFC", name) for name in names)


@lru_cache(maxsize=4096)
def _closest(name: str, known: frozenset[str]) -> str | None:
    same = [one for one in known if same_letters(one, name)]
    return same[0] if len(same) == 1 else closest(name, sorted(known))


def _alike(one: str, other: str) -> bool:
    return same_letters(_SEPARATORS.sub("", one), _SEPARATORS.sub("", other))


def _name(text: str, target: str, prefix: str) -> tuple[str, str]:
    """Split a reference into what stands before the name, and the name: "/organisations/" and "ville"."""
    if prefix and text.startswith(prefix):
        return prefix, text.removeprefix(prefix).removesuffix(".md")
    if target.endswith(_PATH):
        return prefix, text.strip("/").removesuffix(".md")
    if not target.endswith(_STEM):
        return prefix, text
    folder, slash, name = text.rpartition("/")
    return prefix or folder + slash, name.removesuffix(".md")


def _fix(value: Value, meant: str, *, safe: bool) -> Fix | None:
    """Return the fix that writes `meant`, None where the value is neither bare nor simply quoted."""
    quotes = len(value.span) - len(value.text)
    if not value.editable:
        return None
    if quotes == 0 and _BARE.fullmatch(meant) and meant.lower() not in _RESERVED:
        span = value.span
    elif quotes == 2 and _QUOTED.fullmatch(meant):  # noqa: PLR2004  # one on either side
        span = Span(value.span.start + 1, value.span.end - 1)
    else:
        return None
    return Fix(f"write {quoted(meant)}", (Edit(span, meant),), Applicability.SAFE if safe else Applicability.UNSAFE)
