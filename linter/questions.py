"""What the check of a document asks of the rest of its repository, noted so that it can be asked again.

As long as a document is what it was, and each of these questions has the answer that it had, there is the same to say
of the document: rules see nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from linter.digests import digest
from linter.values import dataclass, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from linter.anchors import Anchors
    from linter.document.flavour import Flavour
    from linter.generators import Generator
    from linter.others import Site
    from linter.project import Project
    from linter.routes import RouteTable
    from linter.tree import Tree

    Question = tuple[str, str]
    """What is asked, and about what: a path, a name, a target of references."""

    Answer = bool | int | str | None
    """As it is, or a digest of it."""

    Noted = list[tuple[Question, Answer]]
    """In the order in which it was asked, some of it more than once."""

ANCHORS = "anchors"
"""The question of which nobody but who knows the contents of files can tell whether it has the same answer."""


@dataclass(frozen=True)
class _Tree:
    """A tree that notes what it is asked; digests of its answers are made once."""

    tree: Tree
    noted: Noted
    _digests: dict[Question, str] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        answer = self.tree.exists(path)
        self.noted.append((("exists", path), answer))
        return answer

    def size(self, path: str) -> int | None:
        answer = self.tree.size(path)
        self.noted.append((("size", path), answer))
        return answer

    def names(self, folder: str) -> tuple[str, ...]:
        answer = self.tree.names(folder)
        self._note(("names", folder), answer)
        return answer

    def named(self, name: str) -> tuple[str, ...]:
        answer = self.tree.named(name)
        self._note(("named", name), answer)
        return answer

    def _note(self, question: Question, answer: tuple[str, ...]) -> None:
        if question not in self._digests:
            self._digests[question] = _digest(answer)
        self.noted.append((question, self._digests[question]))


@dataclass(frozen=True)
class _Site:
    """A site that notes what it is asked."""

    site: Site
    noted: Noted

    @property
    def routes(self) -> RouteTable | None:
        answer = self.site.routes
        self.noted.append((("routes", ""), _digest_of_routes(answer)))
        return answer

    def anchors(self, path: str) -> Anchors | None:
        self.noted.append(((ANCHORS, path), str(self.site.flavour(path))))
        return self.site.anchors(path)

    def flavour(self, path: str) -> Flavour:
        answer = self.site.flavour(path)
        self.noted.append((("flavour", path), str(answer)))
        return answer

    def generator(self, path: str) -> Generator:
        answer = self.site.generator(path)
        self.noted.append((("generator", path), answer.name))
        return answer


class _Names(Mapping[str, "Any"]):
    """What documents may be called, noting which targets were asked for; their digests are made once."""

    def __init__(self, kind: str, names: Mapping[str, Any], noted: Noted) -> None:
        self._kind, self._names, self._noted = kind, names, noted
        self._digests: dict[str, str] = {}

    def __getitem__(self, target: str) -> Any:  # noqa: ANN401 -- whatever stands there
        answer = self._names[target]
        if target not in self._digests:
            self._digests[target] = _digest_of_names(answer)
        self._noted.append(((self._kind, target), self._digests[target]))
        return answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def noting(project: Project, noted: Noted) -> Project:
    """Return a project that answers as the given one does, and notes what it was asked."""
    return replace(
        project,
        tree=_Tree(project.tree, noted),
        identifiers=_Names("identifiers", project.identifiers, noted),
        holders=_Names("holders", project.holders, noted),
        site=None if project.site is None else _Site(project.site, noted),
        noted=noted,
        _unwanted={},
    )


def answers(project: Project) -> dict[str, Callable[[str], Answer]]:
    """Return what tells what a project answers now, for each kind of question.

    Of anchors it tells what flavour the document is, which is but half of the answer.
    """
    tree, site = project.tree, project.site
    found: dict[str, Callable[[str], Answer]] = {
        "exists": tree.exists,
        "size": tree.size,
        "names": lambda folder: _digest(tree.names(folder)),
        "named": lambda name: _digest(tree.named(name)),
        "identifiers": lambda target: _digest_of_names(project.identifiers[target]),
        "holders": lambda target: _digest_of_names(project.holders[target]),
    }
    if site is not None:
        found |= {
            "routes": lambda _: _digest_of_routes(site.routes),
            ANCHORS: lambda path: str(site.flavour(path)),
            "flavour": lambda path: str(site.flavour(path)),
            "generator": lambda path: site.generator(path).name,
        }
    return found


def _digest(names: tuple[str, ...]) -> str:
    return digest("\0".join(names).encode("utf-8", "surrogateescape"))


def _digest_of_names(answer: Any) -> str:  # noqa: ANN401 -- as above
    rows = sorted(answer.items()) if isinstance(answer, Mapping) else sorted(answer)
    return digest(repr(rows).encode("utf-8", "surrogateescape"))


def _digest_of_routes(table: RouteTable | None) -> Answer:
    return None if table is None else table.digest
