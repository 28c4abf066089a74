"""One file's text and its views: a `Document` never changes, and each view is computed once, on first use."""

from __future__ import annotations

from itertools import chain

from linter.document import front_matter
from linter.document.flavour import Flavour, by_name
from linter.document.region import Region
from linter.document.targets import may_have_targets, targets_spelt, unusual
from linter.text import Source, Span
from linter.values import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    from linter.document.directives import Directive
    from linter.document.element import Heading, Link, Tag
    from linter.document.intervals import Intervals
    from linter.document.markdown import Markdown
    from linter.document.node import FrontMatter
    from linter.document.targets import Question
    from linter.text import Edit

    V = TypeVar("V")

_DIRECTIVE = "contentlint-"
"""What every directive begins with."""


class Document:
    """A file as rules see it: `path` is relative to the root, with slashes; all spans are offsets of `source.text`."""

    def __init__(self, path: str, source: Source, flavour: Flavour | None = None) -> None:
        """Take the file's path, its exact text, and the flavour of its Markdown if more is known than its name says."""
        self.path = path
        self.source = source
        self.flavour = by_name(path) if flavour is None else flavour
        self._views: dict[tuple[object, ...], Any] = {}

    @classmethod
    def of(cls, text: str, path: str = "document.md") -> Document:
        """Make a document of a text that was never a file."""
        return cls(path, Source(text))

    def edited(self, edits: tuple[Edit, ...], *, bom: bool = True) -> Document:
        """Return the document after `edits`, without a BOM if `bom` is false. Raises ValueError where two overlap."""
        return Document(self.path, self.source.edited(edits, bom=bom), self.flavour)

    def view(self, compute: Callable[..., V], *arguments: object) -> V:
        """Return `compute(self, *arguments)`, computed once per document; the arguments must be hashable."""
        key = (compute, *arguments)
        if key not in self._views:
            self._views[key] = compute(self, *arguments)
        return self._views[key]  # type: ignore[no-any-return]  # what was computed

    @property
    def text(self) -> str:
        """The whole text, front matter included."""
        return self.source.text

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The head of the document; its `format` is None where there is none."""
        return front_matter.read(self.source.text)

    @cached_property
    def readable(self) -> FrontMatter:
        """The head of the document; where it is broken, what of it can be read for certain."""
        if not self.front_matter.defects or self.front_matter.root is not None:
            return self.front_matter
        from linter.document.readable import readable

        return readable(self.source.text, self.front_matter)

    @cached_property
    def body(self) -> Region:
        """Everything after the front matter."""
        start = self.front_matter.span.end
        return Region(self.source.text[start:], "", start)

    @cached_property
    def markdown(self) -> Markdown:
        """The Markdown of the body."""
        from linter.document import markdown  # a clean document needs none of it

        return markdown.parse(self.body, self.flavour)

    @property
    def regions(self) -> Iterator[Region]:
        """The strings of the front matter in file order, then the body."""
        return self.regions_with("")

    def regions_with(self, mark: str) -> Iterator[Region]:
        """Yield the regions whose text has `mark` in it, in file order."""
        head = self.front_matter
        for node in head.strings if any(mark in text for text in head.texts) else ():
            if mark in str(node.value) and node.region is not None:
                yield node.region
        if mark in self.body.text:
            yield self.body

    @cached_property
    def markdowns(self) -> tuple[Markdown, ...]:
        """The Markdown of every region that has any, in file order; the body is the last."""
        from linter.document import markdown

        head = self.front_matter
        strings = () if all(map(markdown.is_plain, head.texts)) else head.strings
        marked = (node.region for node in strings if not markdown.is_plain(str(node.value)))
        return (*(markdown.parse(region, self.flavour) for region in marked if region), self.markdown)

    @property
    def links(self) -> Iterator[Link]:
        """Every link and image, in the front matter's strings too."""
        return chain.from_iterable(view.links for view in self.markdowns)

    @cached_property
    def targets(self) -> frozenset[str] | None:
        """A set with the targets of all links but bare URLs, and perhaps others; None where that needs parsing."""
        text, start = self.source.text, self.front_matter.span.end
        body = targets_spelt(text, start)
        if body is None or not may_have_targets(text[:start]):
            return body
        strings = targets_spelt("\n\n".join(self.front_matter.texts))
        return None if strings is None else strings | body

    @cached_property
    def unusual_targets(self) -> frozenset[str] | None:
        """Those of the targets that are more than plain paths; None where the targets are not known."""
        return None if self.targets is None else unusual(self.targets)

    def may_link_to(self, question: Question) -> bool:
        """Tell whether a link, if no bare URL, may have a target that is wanted; nothing is parsed for that."""
        return question.any(self.unusual_targets)

    @cached_property
    def folded(self) -> str:
        """The whole text without case, to look for words in; offsets may differ from those of `text`."""
        text = self.source.text
        return text.lower() if text.isascii() else text.casefold()

    @property
    def tags(self) -> Iterator[Tag]:
        """Every HTML or JSX tag, in the front matter's strings too."""
        return chain.from_iterable(view.tags for view in self.markdowns)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body."""
        return self.markdown.headings

    def in_code(self, offset: int) -> bool:
        """Tell whether an offset of the file lies in code, inline or block, of the body or of a string."""
        return self._code.cover(offset)

    @cached_property
    def _code(self) -> Intervals:
        from linter.document.intervals import Intervals

        return Intervals((code.span.start, code.span.end) for view in self.markdowns for code in view.code)

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """What the author told us to ignore, in file order."""
        if _DIRECTIVE not in self.source.text:
            return ()
        from linter.document import directives

        return directives.read(self)

    def line_rest(self, offset: int) -> Span:
        """Return the span from `offset` to the end of its line, without the line ending."""
        return Span(offset, self.source.line_span(self.source.line_number(offset)).end)
