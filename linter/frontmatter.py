"""A handler that makes scripts written with python-frontmatter lossless: they change what they change, nothing else.

    handler = SpanYAMLHandler(text)
    post = frontmatter.loads(text, handler=handler)
    post["title"] = "Le nouveau titre"
    text = frontmatter.dumps(post, handler=handler)

Comments, order, quotes and indentation stay as they are written. What python-frontmatter itself drops before it asks a
handler (blanks and line breaks at both ends of the text, CR of CRLF) is lost too, unless the handler is given the
original text as above. Dates are strings. A member named `content` or `handler` is refused by `frontmatter.Post`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from frontmatter.default_handlers import BaseHandler

from linter.document.front_matter import read
from linter.document.plain_data import join, same
from linter.document.yaml_edit import delete_key, insert_key, set_value
from linter.document.yaml_nodes import dump
from linter.text import Source, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontmatter import Post

    from linter.document.node import FrontMatter
    from linter.text import Edit

_BOM = "\ufeff"


class _Loaded(NamedTuple):
    """What was read: the exact text, and the values handed out, by which a post is recognised."""

    text: str
    values: dict[str, object]


class SpanYAMLHandler(BaseHandler):
    """Reads YAML front matter for python-frontmatter, and writes it back as edits of the text it was read from.

    One handler can serve many posts; it keeps the text of each until it is thrown away itself.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, text: str | None = None) -> None:
        """Take the original text of the post to be read, if its line endings and its last one are to be kept."""
        super().__init__()
        self._original = text
        self._split = ""
        self._loaded: list[_Loaded] = []

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body. Raises ValueError where there is none, which python-frontmatter catches."""
        original = self._original
        exact = text if original is None or original.replace("\r\n", "\n").strip() != text else original
        front_matter = read(exact.removeprefix(_BOM))
        if front_matter.format != "yaml" or front_matter.span.start or not front_matter.content.start:
            message = "no YAML front matter"
            raise ValueError(message)
        self._split = exact
        exact = exact.removeprefix(_BOM)
        return exact[front_matter.content.start : front_matter.content.end], _body(exact)[1]

    def load(self, fm: str) -> dict[str, object]:  # noqa: ARG002  # what `split` saw is the same, with its places
        """Return the data of the front matter. Raises ValueError, with line and column, where it is broken."""
        front_matter = _checked(self._split)
        values = front_matter.data
        if not isinstance(values, dict):
            values = {}
        self._loaded.append(_Loaded(self._split, values))
        return dict(values)

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """Return metadata as new YAML, in its order."""
        return dump(_plain(metadata), flow=False).rstrip("\n") if metadata else ""

    def format(self, post: Post, **kwargs: object) -> str:
        """Return the text of a post: the one it was read from, with what has changed.

        Raises ValueError where a change cannot be written without touching anything else, or where it cannot be told
        which of several texts the post was read from.
        """
        loaded = self._source_of(post)
        if loaded is None:
            return str(super().format(post, **kwargs))
        bom = _BOM if loaded.text.startswith(_BOM) else ""
        text = _updated(loaded.text.removeprefix(_BOM), "", _plain(post.metadata))
        return bom + _with_body(text, post.content)

    def _source_of(self, post: Post) -> _Loaded | None:
        """Find the text whose values (the very objects) the post holds most of; of equals, the one with its body."""

        def likeness(loaded: _Loaded) -> tuple[int, bool]:
            values = loaded.values
            shared = sum(key in values and values[key] is value for key, value in post.metadata.items())
            return shared, _body(loaded.text.removeprefix(_BOM))[1] == post.content

        ranked = sorted(self._loaded, key=likeness, reverse=True)
        if not ranked:
            return None
        best = [loaded for loaded in ranked if likeness(loaded) == likeness(ranked[0])]
        if len({loaded.text for loaded in best}) > 1:
            message = "cannot tell from which text this post was read: use one handler for each post"
            raise ValueError(message)
        return best[0]


def _checked(text: str) -> FrontMatter:
    bare = text.removeprefix(_BOM)
    front_matter = read(bare)
    for defect in front_matter.defects:
        if defect.kind != "duplicate-key":
            place = Source(bare).position(defect.span.start)
            message = f"line {place.line}, column {place.column}: {defect.message}"
            raise ValueError(message)
    return front_matter


def _body(text: str) -> tuple[int, str]:
    """Return where the stripped body begins, and itself as python-frontmatter hands it out."""
    start = read(text).span.end
    body = text[start:]
    return start + len(body) - len(body.lstrip()), body.replace("\r\n", "\n").strip()


def _with_body(text: str, content: str) -> str:
    start, before = _body(text)
    if content == before:
        return text
    end = max(start, len(text.rstrip()))
    newline = Source(text).newline
    gap = "" if before or text[start - 1 : start] == "\n" else newline
    return text[:start] + gap + content.replace("\n", newline) + text[end:]


def _updated(text: str, pointer: str, wanted: dict[str, object]) -> str:
    """Return `text` with the mapping at `pointer` changed into `wanted`, member by member. Raises ValueError."""
    mapping = read(text).nodes[pointer]
    members = mapping.value if isinstance(mapping.value, dict) else {}
    for key in [key for key in members if key not in wanted]:
        text = _edited(text, delete_key, join(pointer, key))
    for key, value in wanted.items():
        place = join(pointer, key)
        if key not in members:
            text = _edited(text, insert_key, pointer, key, value)
        elif not same(members[key], value):
            text = _changed(text, place, members[key], value)
    return text


def _changed(text: str, pointer: str, before: object, value: object) -> str:
    node = read(text).nodes.get(pointer)
    if isinstance(before, dict) and isinstance(value, dict) and before and value and node and not node.alias:
        return _updated(text, pointer, value)
    if isinstance(before, list) and isinstance(value, list) and len(before) == len(value):
        for number, (old, new) in enumerate(zip(before, value, strict=True)):
            if not same(old, new):
                text = _changed(text, f"{pointer}/{number}", old, new)
        return text
    return _edited(text, set_value, pointer, value)


def _edited(text: str, change: Callable[..., tuple[Edit, ...] | None], pointer: str, *arguments: Any) -> str:  # noqa: ANN401
    edits = change(text, read(text), pointer, *arguments)
    if edits is None:
        name = join(pointer, arguments[0]) if change is insert_key else pointer
        message = f"{name} cannot be written without touching anything else"
        raise ValueError(message)
    return apply_edits(text, edits)


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a script put there
    """Return data as front matter holds it: string keys, lists for tuples, strings for dates."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
