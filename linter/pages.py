r"""Rule pages: read them, run their examples, and print them; the manual is the test.

The form of the examples is told in `linter/examples.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from linter import engine
from linter.anchors import anchors_of
from linter.document import Document
from linter.document.flavour import Flavour
from linter.examples import examples
from linter.finding import Applicability
from linter.fixing import fix
from linter.generators import Generators
from linter.keyed_values import values_at
from linter.mail_links import domains_written
from linter.project import Project, shared
from linter.routes import route_table
from linter.rule import AnyRule, ConfiguredRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.anchors import Anchors
    from linter.examples import Example
    from linter.finding import Problem
    from linter.generators import Generator
    from linter.inference import Oddity, Sketch
    from linter.others import Mail
    from linter.routes import RouteTable
    from linter.text import Span


_OF_SITES = frozenset({"flavour", "routes", "redirects"})
"""What an example may say of its site, whether or not it is an option of the rule."""


@dataclass(frozen=True)
class _Files:
    """The files of a several-file example, as a project sees them."""

    paths: frozenset[str]
    texts: Mapping[str, str] = field(default_factory=dict)

    def size(self, path: str) -> int | None:
        return len(self.texts[path].encode()) if path in self.texts else None

    def exists(self, path: str) -> bool:
        return any(known == path or known.startswith(f"{path}/") for known in self.paths)

    def names(self, folder: str) -> tuple[str, ...]:
        start = f"{folder}/" if folder else ""
        return tuple(sorted({path[len(start) :].split("/")[0] for path in self.paths if path.startswith(start)}))

    def named(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.paths if path.rpartition("/")[2] == name))


@dataclass(frozen=True)
class _Site:
    """The documents of a several-file example as a site; `routes` and `redirects` are options of the example."""

    documents: Mapping[str, Document]
    routes: RouteTable | None
    tree: _Files

    def anchors(self, path: str) -> Anchors | None:
        return anchors_of(self.documents[path]) if path in self.documents else None

    def flavour(self, path: str) -> Flavour:
        return self.documents[path].flavour

    def generator(self, path: str) -> Generator:
        return Generators(self.tree).of(path)


@dataclass(frozen=True)
class _Neighbours:
    """The documents of a several-file example as siblings of one another."""

    documents: Mapping[str, Document]

    @property
    def mail_domains(self) -> Mapping[str, int]:
        return Counter(name for one in self.documents.values() for name in domains_written(one.text))

    def group(self, path: str, least: int = 0) -> tuple[str, tuple[str, ...]]:  # noqa: ARG002  # they are all there
        from linter.inference import group_of

        name = group_of(path)
        return name, tuple(sorted(one for one in self.documents if group_of(one) == name))

    def record(self, path: str, drawn: Sketch | None, mail: Mail | None) -> None:
        """Keep nothing: all documents of an example are there."""

    def record_mail(self, path: str, mail: Mail) -> None:
        """Keep nothing, as above."""

    def has_odd_mail(self, path: str) -> bool:  # noqa: ARG002  # rules are asked themselves
        """Never be asked: the rules are."""
        return False

    def judged(self, name: str, paths: tuple[str, ...], siblings: int) -> Mapping[str, tuple[Oddity, ...]]:
        from linter.inference import Limits, oddities, sketch, stems_of

        drawn = (sketch(path, self.documents[path].front_matter) for path in paths)
        directory, limits = stems_of(self.documents), Limits(siblings=siblings)
        return oddities(name, [one for one in drawn if one is not None], directory, limits)


@cache
def text(rule: AnyRule) -> str:
    """Return the page of a rule. Raises FileNotFoundError where there is none."""
    module = rule.check.__module__ if rule.check is not None else f"linter.rules.{rule.name.replace('-', '_')}"
    package, _, name = module.rpartition(".")
    return resources.files(package).joinpath(f"{name}.md").read_text(encoding="utf-8")


def explain(rule: AnyRule) -> str:
    """Return the published page: the written one, with a head made from the rule itself."""
    title, _, rest = text(rule).partition("\n")
    defaults = [f"`{name.replace('_', '-')}` (default {_shown(value)})" for name, value in _defaults(rule)]
    rows = [
        ("Category", rule.category),
        ("Severity", f"{rule.severity}{'' if rule.on else ', off by default'}"),
        ("Fix", fixes(rule)),
        ("Options", ", ".join(defaults) or "none"),
    ]
    head = "\n".join(f"- {name}: {value}" for name, value in rows)
    return f"{title}\n\n{rule.summary}\n\n{head}\n{rest}"


def fixes(rule: AnyRule) -> str:
    """Say how a rule's findings can be fixed, judged by its examples: "safe", "unsafe", "safe or unsafe" or "none"."""
    kinds = [
        problem.fix.applicability
        for example in examples(text(rule))
        for problem in problems(rule, example)
        if problem.fix is not None and problem.fix.applicability is not Applicability.MANUAL
    ]
    return " or ".join(kind for kind in Applicability if kind in kinds) or "none"


def problems(rule: AnyRule, example: Example) -> tuple[Problem, ...]:
    """Return what the rule yields for an example."""
    found = engine.judge(_document(example), (_configured(rule, example),), _project(example))
    return tuple(problem for _, problem in found)


def failures(rule: AnyRule) -> Iterator[str]:
    """Run the examples of a rule's page and yield what does not hold, with the page's line; nothing if all do."""
    found = examples(text(rule))
    if rule.check is not None and {example.verdict for example in found} != {"bad", "good"}:
        yield "the page needs at least one bad and one good example"
    for example in found:
        spans = tuple(sorted(problem.span for problem in problems(rule, example)))
        if spans != example.marks:
            yield f"line {example.line}: found {_quoted(example, spans)}, not {_quoted(example, example.marks)}"
        for unsafe, expected in ((False, example.fixed), (True, example.unsafe_fixed)):
            if expected is not None and (got := _fixed(rule, example, unsafe=unsafe)) != expected:
                yield f"line {example.line}: fixed to {got!r}, not {expected!r}"


def _fixed(rule: AnyRule, example: Example, *, unsafe: bool) -> str:
    document = _document(example)
    done = fix(document, (_configured(rule, example),), _project(example), unsafe=unsafe)
    if done.rolled_back is not None:
        return f"rolled back: {done.rolled_back.message}"
    again = fix(done.document, (_configured(rule, example),), _project(example), unsafe=unsafe)
    if again.document.text != done.document.text:
        return f"a second run changes it to {again.document.text!r}"
    return done.document.source.encode().decode("utf-8", "surrogateescape")


def _configured(rule: AnyRule, example: Example) -> ConfiguredRule:
    own = {name.replace("_", "-") for name in (one.name for one in fields(rule.options))}
    values = {name: value for name, value in example.options.items() if name not in _OF_SITES or name in own}
    return configured(rule, values)


def _document(example: Example) -> Document:
    """Return the document of an example."""
    flavour = example.options.get("flavour")
    return Document(example.path, example.source, None if flavour is None else Flavour(str(flavour)))


def _project(example: Example) -> Project:
    paths = frozenset({*example.files, example.path})
    names: dict[str, dict[str, list[str]]] = {}
    for path in sorted(paths):
        folder, _, name = path.rpartition("/")
        stems = names.setdefault(f"{folder.rpartition('/')[2]}.$stem", {})
        stems.setdefault(name.rpartition(".")[0], []).append(path)
    documents = {path: Document.of(content, path) for path, content in example.files.items()}
    documents[example.path] = _document(example)
    identifiers = {key: frozenset(values) for key, values in names.items()}
    files = _Files(paths, {**example.files, example.path: example.source.text})
    site = _Site(documents, _routes(example, names), files)
    return Project(files, identifiers, _Neighbours(documents), _holders(example), site)


def _routes(example: Example, names: Mapping[str, Mapping[str, list[str]]]) -> RouteTable | None:
    routes, redirects = example.options.get("routes"), str(example.options.get("redirects", ""))
    if not isinstance(routes, list):
        return None
    return route_table(map(str, routes), example.files.get(redirects, ""), lambda asked: names.get(asked, {}))


def _holders(example: Example) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Return which values several files of an example have at the keys that its options call unique."""
    unique = example.options.get("unique")
    texts = {**example.files, example.path: example.source.text}
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for key, target in unique.items() if isinstance(unique, dict) else ():
        names: dict[str, list[str]] = {}
        for path, content in texts.items():
            for value in values_at(Document.of(content, path), frozenset({key})):
                names.setdefault(value.text, []).append(path)
        found |= {target: shared(names, fold=False), f"~{target}": shared(names, fold=True)}
    return found


def _quoted(example: Example, spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{span.start}-{span.end} {example.source.slice(span)!r}" for span in spans) or "nothing"


def _defaults(rule: AnyRule) -> Iterator[tuple[str, object]]:
    options = rule.options()
    for each in fields(options):
        yield each.name, getattr(options, each.name)


def _shown(value: object) -> str:
    if isinstance(value, (set, frozenset, tuple, list)):
        return ", ".join(f"`{each}`" for each in sorted(map(str, value))) or "empty"
    if isinstance(value, dict) or value is None:
        return "empty"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
