"""Reads one HTML or JSX tag with its attributes, in time linear in its length."""

from __future__ import annotations

from functools import cached_property

from linter.document.destination import references_decoded
from linter.patterns import lazy
from linter.tuples import NamedTuple

_OPENING = lazy(r"<(/?)([A-Za-z][\w.:-]*+)")
_CLOSE = lazy(r"\s*(/?)>")
_NAME = lazy(r"\s*([^\s\"'<>/={}`]+)")
_EQUALS = lazy(r"\s*=\s*")
_UNQUOTED = lazy(r"[^\s\"'<>`]+")
_SPREAD = lazy(r"\s*\{")
_BRACE = lazy(r"[{}]")


class RawAttribute(NamedTuple):
    """An attribute in offsets of the scanned text; `value_start` is -1 where there is no value."""

    name: str
    value: str | None
    start: int
    end: int
    value_start: int = -1
    value_end: int = -1


class RawTag(NamedTuple):
    """A tag in offsets of the scanned text."""

    name: str
    start: int
    end: int
    closing: bool
    self_closing: bool
    attributes: tuple[RawAttribute, ...]

    @property
    def name_start(self) -> int:
        """The offset of the name."""
        return self.start + (2 if self.closing else 1)


class TagScanner:
    """Reads tags of one text. JSX expressions are matched by braces alone, counted once for the whole text."""

    def __init__(self, text: str) -> None:
        """Take the text in which tags will be read."""
        self.text = text

    def tag_at(self, start: int, limit: int) -> RawTag | None:
        """Return the tag that begins at `start` and ends before `limit`, None where there is none."""
        opening = _OPENING.match(self.text, start, limit)
        if opening is None:
            return None
        attributes: list[RawAttribute] = []
        reached = opening.end()
        while (close := _CLOSE.match(self.text, reached, limit)) is None:
            spread = _SPREAD.match(self.text, reached, limit)
            if spread is not None:
                after = self._expression_end(spread.end() - 1, limit)
                if after is None:
                    return None
                reached = after
                continue
            attribute = self._attribute(reached, limit)
            if attribute is None:
                return None
            attributes.append(attribute)
            reached = attribute.end
        return RawTag(opening[2], start, close.end(), bool(opening[1]), bool(close[1]), tuple(attributes))

    def _attribute(self, start: int, limit: int) -> RawAttribute | None:
        name = _NAME.match(self.text, start, limit)
        if name is None:
            return None
        equals = _EQUALS.match(self.text, name.end(), limit)
        if equals is None:
            return RawAttribute(name[1], None, name.start(1), name.end())
        return self._with_value(name[1], name.start(1), equals.end(), limit)

    def _with_value(self, name: str, start: int, reached: int, limit: int) -> RawAttribute | None:
        first = self.text[reached : reached + 1] if reached < limit else ""
        if first in {'"', "'"}:
            end = self.text.find(first, reached + 1, limit)
            if end < 0:
                return None
            value = references_decoded(self.text[reached + 1 : end])
            return RawAttribute(name, value, start, end + 1, reached + 1, end)
        if first == "{" and (after := self._expression_end(reached, limit)) is not None:
            return RawAttribute(name, None, start, after)
        unquoted = _UNQUOTED.match(self.text, reached, limit)
        if unquoted is None:
            return None
        return RawAttribute(name, references_decoded(unquoted[0]), start, unquoted.end(), *unquoted.span())

    def _expression_end(self, brace: int, limit: int) -> int | None:
        end = self._closing_braces.get(brace, limit)
        return end + 1 if end < limit else None

    @cached_property
    def _closing_braces(self) -> dict[int, int]:
        """The place of the closing brace of every opening one that has one."""
        opened: list[int] = []
        closing: dict[int, int] = {}
        for brace in _BRACE.finditer(self.text):
            if brace[0] == "{":
                opened.append(brace.start())
            elif opened:
                closing[opened.pop()] = brace.start()
        return closing
