"""What a document can be linked to by: its headings, and the ids that stand in it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain

from linter.patterns import lazy
from linter.slugs import loose, numbered, slug_function, slugs_of
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.document import Document

# An equals sign, behind the name of an attribute that is mostly one, or behind what may end the name of one; its value.
_ASSIGNED = lazy(
    r"=(?:(?<=\bname(=))|(?<=\bid(=))|(?<=([dDeErR\s])=))?"
    r"\s*\\?(?:\"([^\"\r\n]*)\"|'([^'\r\n]*)'|([^\s\"'=<>`{}]+))"
)
_OF_ID = lazy(r"(?:\b(?:id|name|anchor)|(?-i:[a-z]Id))\s*\Z", re.IGNORECASE)  # `titleId` of a component, too
_LONGEST_ATTRIBUTE = 20
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
# `{#id}`, `{: #id .class}`, `{/* #id */}`, and Docusaurus' `{#id}` within a heading
_BRACED = lazy(r"\{(?:/\*)?:?[^{}#\r\n]{0,200}#([^\s{}*#]{1,200})[^{}\r\n]{0,200}\}")
# `## Usage {/*usage*/}`: an id where the Markdown is MDX, which has no other place for one
_COMMENTED = lazy(r"^[ \t>]*#{1,6}[ \t][^\r\n]*?\{/\*[ \t]*+([^\s{}*#]{1,200})[ \t]*+\*/\}[ \t]*$", re.MULTILINE)
_LABEL = lazy(r"^\(([^()\s]+)\)=[ \t]*$", re.MULTILINE)  # MyST
_HTML_HEADING = lazy(r"<h([1-6])\b[^>]*>(.{0,500}?)</h\1>", re.IGNORECASE | re.DOTALL)
_MARKUP = lazy(r"<[^<>]*>|\{[^{}]*\}")
_PICTURE = lazy(r"\[?!\[[^\[\]]*\]\([^()]*\)(?:\]\([^()]*\))?|<img\b[^<>]*>", re.IGNORECASE)
_NOTHING = "\u200b"  # what no id has: the blanks around a picture are blanks of the heading all the same
# `^` would take three times as long, and the same without looking at what comes first half as long again.
_MARKED = lazy(r"\n(?=[ \t>#])[ \t>]*#{1,6}[ \t]*+([^\s#][^\r\n]{0,500})(?=[\r\n]|\Z)")
_TERM = lazy(r"^([^\s:][^\r\n]*)(?:\r?\n)+: ", re.MULTILINE)  # of a definition list, which Hugo can give ids
# What brings in text from elsewhere, whose headings and ids nobody sees here.
_INCLUDES = lazy(
    r"\{%-?\s*(?:include|include_relative|render|for|embed|capture|import|macro)\b|\{\{%|\{\{\s*(?:content|include)\b"
    r"|--8<--|^!!!include|^\s*@include|^\s*```+\s*\{(?:include|literalinclude|eval-rst|auto\w+|toctree)\}|^:::\{include\}"
    r"|^\s*\[\[_TOC_\]\]|\{%-?\s*(?!link\b|post_url\b|raw\b|endraw\b|highlight\b|endhighlight\b|comment\b|endcomment\b"
    r"|if\b|else\b|elsif\b|endif\b|unless\b|endunless\b|assign\b|trans\b|endtrans\b)\w+",
    re.MULTILINE,
)
# `#### <!-- md:setting name -->` and `=== "Tab"` of MkDocs: a program writes the heading, and its id
_WRITTEN_LATER = lazy(r"^[ \t]*(?:#{1,6}[ \t]+<!--|===[+!]*[ \t]+\")", re.MULTILINE)
_OF_INCLUDES = (
    "{%", "{{", "--8<--", "!!!include", "@include", "{include}", "{literalinclude}", "{eval-rst}", "{auto", "{toctree}",
    "[[_TOC_]]",
)  # fmt: skip
"""One of these is in all that `_INCLUDES` finds; to look for them takes a tenth of the time."""
_SHORTCODE = lazy(r"\{\{<\s*/?\s*([\w./-]+)")
# https://gohugo.io/shortcodes/: of those that come with Hugo none makes an id
_CLOSED_SHORTCODES = frozenset(
    (
        "details", "figure", "gist", "highlight", "instagram", "param", "qr", "ref", "relref", "tweet", "vimeo", "x",
        "youtube",
    )
)  # fmt: skip
_PARTIAL = lazy(r"^import\s+(\w+)\s+from\s+[\"'][^\"'\r\n]*\.mdx?[\"']", re.MULTILINE)
_COMPONENT = lazy(r"^[ \t]*<[A-Z][\w.]*[ \t]*/>[ \t]*$", re.MULTILINE)  # which may be a section of the page
_ALWAYS = frozenset({"", "top"})  # HTML, "find a potential indicated element"


@dataclass(frozen=True, eq=False)
class Anchors:
    """The anchors of a document.

    `lines` are those that look like headings; for all else `read` gives the document, so that it need not be kept.
    """

    lines: tuple[str, ...]
    read: Callable[[], Document]
    _named: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, repr=False)
    _at_hand: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def ids(self) -> frozenset[str]:
        """What is written out."""
        return frozenset(_ids(self.read().text))

    @cached_property
    def headings(self) -> tuple[tuple[str, ...], ...]:
        """For each heading its text and, where that differs, its source, as some renderers read that."""
        return _headings(self.read())

    @cached_property
    def open(self) -> bool:
        """Whether the document takes in others, or is made by programs: there may be anchors that nobody sees in it."""
        document = self.read()
        if document.source.unreadable is not None or takes_in_others(document.text):
            return True
        return document.flavour.jsx and _COMPONENT.search(document.text) is not None

    def names(self, slugs: tuple[str, ...]) -> frozenset[str]:
        """Return every anchor that renderers with one of these slug functions make. Raises SlugError."""
        if slugs not in self._named:
            found: set[str] = {*self._without_parsing(slugs), *self.ids}
            others = _others(self.read())
            for slug in map(slug_function, slugs):
                found |= numbered(slug(one[0]) for one in self.headings)
                found |= numbered(slug(one[-1]) for one in self.headings)
                found |= {slug(text) for text in others}
            self._named[slugs] = frozenset(found)
        return self._named[slugs]

    def _without_parsing(self, slugs: tuple[str, ...]) -> frozenset[str]:
        """Return most of the names: what can be told from the source as it is."""
        if slugs not in self._at_hand:
            self._at_hand[slugs] = frozenset(chain.from_iterable(slugs_of(self.lines, one) for one in slugs))
        return self._at_hand[slugs]

    def at_hand(self, slugs: tuple[str, ...]) -> frozenset[str]:
        """Return fragments that the document has; without slug functions such as it has with each that is known."""
        if slugs:
            return self._without_parsing(slugs)
        if () not in self._at_hand:
            made = self._without_parsing(("github",))
            self._at_hand[()] = frozenset([one for one in made if one[:1] in _PLAIN or loose(one)])
        return self._at_hand[()]

    @property
    def complete(self) -> bool:
        """True where an anchor that is not seen is not there: nothing is taken in, and what is there is Markdown."""
        return not self.open and bool(self.headings or self.ids)

    def has(self, fragment: str, slugs: tuple[str, ...]) -> bool:
        """Tell whether a fragment, decoded, leads somewhere; without slug functions whether it may with any."""
        if fragment.casefold() in _ALWAYS:
            return True
        if fragment in self._without_parsing(slugs or ("github",)) and (slugs or loose(fragment)):
            return True
        if fragment in self.ids or self._is_footnote(fragment):
            return True
        if slugs:
            return fragment in self.names(slugs)
        return self.nearest(fragment, ("github",)) is not None or (fragment.isascii() and self._transliterated)

    @property
    def _transliterated(self) -> bool:
        """True where headings are in a script that some renderers spell with Latin letters."""
        return any(not loose(text[0]).isascii() for text in self.headings)

    def nearest(self, fragment: str, slugs: tuple[str, ...]) -> str | None:
        """Return the anchor that has the same letters and digits as a fragment."""
        wanted = loose(fragment)
        return next((one for one in sorted(self.names(slugs)) if loose(one) == wanted), None) if wanted else None

    def _is_footnote(self, fragment: str) -> bool:
        return "fn" in self.ids and re.match(r"(?:user-content-)?fn", fragment) is not None


def anchors_of(document: Document) -> Anchors:
    """Return the anchors of a document, those of Markdown in its front matter too."""
    return Anchors(_lines(document.text), lambda: document)


def _ids(text: str) -> set[str]:
    found = set(_written_ids(text)) if "=" in text else set()
    found.discard("")
    if "{" in text:
        found.update(match[1] for match in _BRACED.finditer(text))
    if "{/*" in text:
        found.update(_COMMENTED.findall(text))
    if ")=" in text:
        found.update(match[1] for match in _LABEL.finditer(text))
    if "[^" in text:
        found.add("fn")
    return found


def _written_ids(text: str) -> Iterator[str]:
    """Yield the values of attributes that are anchors; first the equals sign is looked for, as that goes fast."""
    for match in _ASSIGNED.finditer(text):
        if match[1] or match[2]:
            yield match[match.lastindex or 0]
        elif match[3]:  # else no name of an attribute ends there
            before = text[max(0, match.start() - _LONGEST_ATTRIBUTE) : match.start()]
            if _OF_ID.search(before):
                yield match[match.lastindex or 0]


def _headings(document: Document) -> tuple[tuple[str, ...], ...]:
    text = document.text
    if "#" not in text and "\n-" not in text and "\n=" not in text:
        return ()
    found = [heading for view in document.markdowns for heading in view.headings]
    sources = (document.source.slice(heading.content).strip() for heading in found)
    return tuple(
        (one.text,) if source == one.text else (one.text, source) for one, source in zip(found, sources, strict=True)
    )


def _lines(text: str) -> tuple[str, ...]:
    """Return what looks like a heading, with its markup and without."""
    lines = [written.rstrip(" \t#") for written in _MARKED.findall(f"\n{text}")]
    whole = "\n".join(lines)
    if "<" in whole or "{" in whole or "![" in whole:
        lines = [*chain.from_iterable(map(_with_variants, lines))]
    return tuple(lines)


def _with_variants(line: str) -> Iterator[str]:
    yield line
    if "![" in line or "<img" in line:
        yield _PICTURE.sub(_NOTHING, line)
    if "<" in line or "{" in line:
        yield _MARKUP.sub("", line).strip()


def _others(document: Document) -> tuple[str, ...]:
    """Return what only some renderers take for a heading, and the title, which layouts make one of."""
    text = document.text
    data = document.front_matter.data if isinstance(document.front_matter.data, dict) else {}
    title = data.get("title")
    found = [title] if isinstance(title, str) else []
    found += [key.replace("_", " ") for key in data if isinstance(key, str)]  # layouts make sections of lists
    if "<h" in text or "<H" in text:
        found += [_MARKUP.sub("", match[2]).strip() for match in _HTML_HEADING.finditer(text)]
    if "\n: " in text:
        found += [_MARKUP.sub("", match[1]).strip() for match in _TERM.finditer(text)]
    return tuple(found)


def takes_in_others(text: str) -> bool:
    """Tell whether a text takes in others, or is filled by programs: then not all of the page is seen in it."""
    if any(mark in text for mark in _OF_INCLUDES) and _INCLUDES.search(text) is not None:
        return True
    if "import" in text and _PARTIAL.search(text) is not None:
        return True
    if ("<!--" in text or "===" in text) and _WRITTEN_LATER.search(text) is not None:
        return True
    return "{{<" in text and any(name not in _CLOSED_SHORTCODES for name in _SHORTCODE.findall(text))
