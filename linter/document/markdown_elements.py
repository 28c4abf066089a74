"""Gives links and tags that were found in a region the places that they have in the file."""

from __future__ import annotations

from linter.document.element import Attribute, Link, Tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.markdown_links import LinkParts
    from linter.document.region import Region
    from linter.document.tag_scanner import RawAttribute, RawTag


def link(region: Region, parts: LinkParts) -> Link:
    """Return the link with its spans in the file."""
    start, end = parts.destination
    return Link(
        kind=parts.kind,
        target=parts.target,
        span=region.source_span(parts.start, parts.end),
        destination=region.source_span(start, end),
        text=parts.text,
        region=region,
        start=start,
        end=end,
        image=parts.image,
        title=parts.title,
        tag=parts.tag,
        label=parts.label,
    )


def tag(region: Region, raw: RawTag) -> Tag:
    """Return the tag and its attributes with their spans in the file."""
    return Tag(
        name=raw.name,
        span=region.source_span(raw.start, raw.end),
        name_span=region.source_span(raw.name_start, raw.name_start + len(raw.name)),
        closing=raw.closing,
        self_closing=raw.self_closing,
        attributes=tuple(_attribute(region, found) for found in raw.attributes),
    )


def _attribute(region: Region, raw: RawAttribute) -> Attribute:
    value_span = None if raw.value is None else region.source_span(raw.value_start, raw.value_end)
    return Attribute(raw.name, raw.value, region.source_span(raw.start, raw.end), value_span)
