"""What Markdown holds, each element with its span in the file: links, headings, tables, code, tags."""

from __future__ import annotations

from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from linter.document.region import Region
    from linter.text import Span

    LinkKind = Literal["inline", "reference", "autolink", "email", "bare", "attribute"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image.

    `target` is the destination as a reader's browser gets it; `destination` its span in the file (empty span between
    the parentheses for `[x]()`; for a reference link, that of the definition). `kind` is "attribute" for `href` and
    `src` of an HTML or JSX tag, whose name is then `tag`; "bare" for a URL in plain text. `text` is the visible text.
    `start` and `end` are the offsets of the destination in `region.text`, for `region.edit`.
    """

    kind: LinkKind
    target: str
    span: Span
    destination: Span
    text: str
    region: Region
    start: int
    end: int
    image: bool = False
    title: str = ""
    tag: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A link reference definition, `[label]: target "title"`."""

    label: str
    target: str
    span: Span
    destination: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 to 6, `text` as read (markup removed), `content` the span of its text, `id` of `{#id}`."""

    level: int
    text: str
    span: Span
    content: Span
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` holds the span of each cell, the header row first, the delimiter row left out."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Code: inline or a block (fenced, with its `info` string, or indented)."""

    span: Span
    block: bool
    info: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag; `value` is None without `=` and for JSX expressions, `value_span` excludes the quotes."""

    name: str
    value: str | None
    span: Span
    value_span: Span | None


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML or JSX tag; comments, declarations and autolinks are none."""

    name: str
    span: Span
    name_span: Span
    closing: bool
    self_closing: bool
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment `<!-- … -->` or an MDX comment `{/* … */}`; `text` is what is inside, stripped."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class AttributeList:
    """A kramdown inline attribute list, `{:.class}`, `{: #id}`; heading attributes `{#id}` are none."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the skeleton: `kind` as in CommonMark (paragraph, heading-2, list, item, table, …), and depth."""

    kind: str
    depth: int
    span: Span
