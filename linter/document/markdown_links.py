"""Makes the links of a region: those of the parser, those it does not see in plain text, those in tags."""

from __future__ import annotations

from linter.document.bare_urls import bare_urls, target_of
from linter.document.destination import decoded, definition_destination, inline_destination, references_decoded
from linter.document.intervals import Intervals
from linter.patterns import lazy
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.document.element import LinkKind
    from linter.document.markdown_events import RawLink
    from linter.document.tag_scanner import RawTag

# `[text](mailto:a b@c.fr)`: no link to CommonMark because of the space, but meant as one.
_BROKEN = lazy(r"\[([^\[\]\r\n]*+)\]\(([^()<>\r\n]*+)\)")
_LOOKS_LIKE_TARGET = lazy(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|[^@.]*[@.]")
_MARKUP = lazy(r"<[^<>]*>")
_LONGEST_TEXT = 500
_FORMS: Mapping[str, LinkKind] = {"Inline": "inline", "Autolink": "autolink", "Email": "email"}


class RawDefinition(NamedTuple):
    """A link reference definition in code points of the region."""

    label: str
    target: str
    start: int
    end: int
    destination: tuple[int, int]


class LinkParts(NamedTuple):
    """A link in code points of the region; `region_destination` is where its destination is written."""

    start: int
    end: int
    destination: tuple[int, int]
    kind: LinkKind
    target: str
    text: str
    image: bool = False
    title: str = ""
    tag: str | None = None
    label: str | None = None


def normalized(label: str) -> str:
    """Return a link label as CommonMark 6.3 compares it."""
    return " ".join(label.split()).casefold()


def definition(text: str, label: str, target: str, start: int, end: int) -> RawDefinition:
    """Return a definition with the place of its destination."""
    return RawDefinition(label, target, start, end, definition_destination(text, start, end, target))


def parsed_links(text: str, links: Sequence[RawLink], definitions: Mapping[str, RawDefinition]) -> Iterator[LinkParts]:
    """Yield the links of the parser, in its order; `definitions` are by normalized label."""
    for link in links:
        kind = _FORMS.get(link.form)
        if kind == "inline":
            place = inline_destination(text, link.children_end, link.end, link.target)
            yield LinkParts(link.start, link.end, place, kind, link.target, link.text, link.image, link.title)
        elif kind is not None:
            # Taken as written: of the parsers only cmark resolves character references between angle brackets.
            yield LinkParts(link.start, link.end, (link.start + 1, link.end - 1), kind, link.target, link.text)
        elif (found := definitions.get(normalized(link.label))) is not None:
            # The parser's range of `[label][]` leaves out the empty brackets.
            end = link.end + 2 * (link.form == "Collapsed" and text.startswith("[]", link.end))
            yield LinkParts(
                link.start, end, found.destination, "reference", link.target, link.text, link.image, link.title,
                label=link.label,
            )  # fmt: skip


def text_links(text: str, runs: Intervals, taken: Intervals, barriers: Sequence[int]) -> Iterator[LinkParts]:
    """Yield what is a link only to people or to GFM, inside `runs` of plain text and outside what is `taken`.

    A URL ends at the latest at the next of the sorted `barriers`.
    """
    broken: list[tuple[int, int]] = []
    for match in _BROKEN.finditer(text) if "](" in text else ():
        target = match[2]
        if (
            any(map(str.isspace, target.strip()))
            and _LOOKS_LIKE_TARGET.match(target)
            and runs.cover(match.start())
            and not _escaped(text, match.start())
            and not taken.cover(match.start())
        ):
            broken.append(match.span())
            image = (
                text.startswith("!", match.start() - 1) and match.start() > 0 and not _escaped(text, match.start() - 1)
            )
            start = match.start() - image
            yield LinkParts(start, match.end(), match.span(2), "inline", decoded(target), match[1], image)
    shadowed = Intervals(broken)
    for start, end in bare_urls(text, barriers):
        if runs.cover(start) and not taken.cover(start) and not shadowed.cover(start):
            url = decoded(text[start:end])
            yield LinkParts(start, end, (start, end), "bare", target_of(url), url)


def attribute_links(text: str, tags: Sequence[RawTag]) -> Iterator[LinkParts]:
    """Yield the `href` and `src` of tags."""
    for tag, inside in zip(tags, contents(tags), strict=True):
        for attribute in tag.attributes:
            if attribute.value is None or attribute.name.lower() not in {"href", "src"}:
                continue
            place = (attribute.value_start, attribute.value_end)
            image = tag.name.lower() in {"img", "image"}
            visible = _alternative(tag) if image else _visible(text, inside)
            yield LinkParts(
                tag.start, tag.end, place, "attribute", attribute.value, visible, image, tag=tag.name
            )  # fmt: skip


def contents(tags: Sequence[RawTag]) -> list[tuple[int, int] | None]:
    """Return for each tag the stretch up to its closing tag, None where the next tag of its name closes nothing."""
    following: dict[str, RawTag] = {}
    found: list[tuple[int, int] | None] = []
    for tag in reversed(tags):
        after = following.get(tag.name)
        opens = not tag.closing and not tag.self_closing
        found.append((tag.end, after.start) if opens and after is not None and after.closing else None)
        following[tag.name] = tag
    return found[::-1]


def _alternative(tag: RawTag) -> str:
    return next((attribute.value or "" for attribute in tag.attributes if attribute.name.lower() == "alt"), "")


def _visible(text: str, inside: tuple[int, int] | None) -> str:
    """Return the text between two tags; nothing for very long stretches, which together could be quadratic."""
    if inside is None or inside[1] - inside[0] > _LONGEST_TEXT:
        return ""
    return " ".join(references_decoded(_MARKUP.sub("", text[slice(*inside)])).split())


def _escaped(text: str, offset: int) -> bool:
    backslashes = offset - len(text[max(offset - 64, 0) : offset].rstrip("\\")) - max(offset - 64, 0)
    return backslashes % 2 == 1
