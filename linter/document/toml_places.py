"""Where each key and value of a TOML text stands, by JSON pointer, as tree-sitter sees it."""

from __future__ import annotations

import tomllib
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node


class Place(NamedTuple):
    """Offsets of a key and of its value (of a table: from its header on), in code points of the text."""

    key_start: int = 0
    key_end: int = 0
    start: int = 0
    end: int = 0


def places(text: str) -> Mapping[str, Place]:
    """Return the places in a TOML `text` that tomllib has read without complaint."""
    import tree_sitter
    import tree_sitter_toml

    data = text.encode("utf-8", "surrogatepass")
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    walk = _Walk(text, data)
    walk.document(parser.parse(data).root_node)
    return walk.found


class _Walk:
    def __init__(self, text: str, data: bytes) -> None:
        self.data = data
        self.offsets: Mapping[int, int] | None = None  # from bytes to code points, None where they are the same
        if not text.isascii():
            sizes = (len(char.encode("utf-8", "surrogatepass")) for char in text)
            self.offsets = {byte: at for at, byte in enumerate(accumulate(sizes, initial=0))}
        self.found: dict[str, Place] = {}
        self.lengths: dict[str, int] = {}  # of arrays of tables

    def at(self, byte: int) -> int:
        return byte if self.offsets is None else self.offsets[byte]

    def document(self, root: Node) -> None:
        for node in root.children:
            if node.type == "pair":
                self.pair(node, "")
            elif node.type in ("table", "table_array_element"):
                self.table(node)

    def table(self, node: Node) -> None:
        parts = self.parts(node.children[1])
        start = self.at(node.start_byte)
        pointer = self.keys(parts[:-1], "", start)
        key, key_start, key_end = parts[-1]
        pointer = f"{pointer}/{key}"
        if node.type == "table_array_element":
            number = self.lengths.get(pointer, 0)
            self.lengths[pointer] = number + 1
            self.found.setdefault(pointer, Place(key_start, key_end, start, start))
            pointer = f"{pointer}/{number}"
        self.found[pointer] = Place(key_start, key_end, start, self.at(node.children[2].end_byte))
        for child in node.children:
            if child.type == "pair":
                self.pair(child, pointer)

    def pair(self, node: Node, pointer: str) -> None:
        parts = self.parts(node.children[0])
        value = node.children[2]
        pointer = self.keys(parts[:-1], pointer, self.at(node.start_byte))
        key, key_start, key_end = parts[-1]
        pointer = f"{pointer}/{key}"
        self.found[pointer] = Place(key_start, key_end, self.at(value.start_byte), self.at(value.end_byte))
        self.inside(value, pointer)

    def inside(self, value: Node, pointer: str) -> None:
        items = [child for child in value.children if child.is_named and child.type != "comment"]
        if value.type == "inline_table":
            for item in items:
                self.pair(item, pointer)
        elif value.type == "array":
            for number, item in enumerate(items):
                place = f"{pointer}/{number}"
                self.found[place] = Place(0, 0, self.at(item.start_byte), self.at(item.end_byte))
                self.inside(item, place)

    def keys(self, parts: list[tuple[str, int, int]], pointer: str, start: int) -> str:
        """Descend through the tables that a dotted key names, and return the pointer reached."""
        for key, key_start, key_end in parts:
            pointer = f"{pointer}/{key}"
            self.found.setdefault(pointer, Place(key_start, key_end, start, start))
            if pointer in self.lengths:
                pointer = f"{pointer}/{self.lengths[pointer] - 1}"
        return pointer

    def parts(self, node: Node) -> list[tuple[str, int, int]]:
        """Return the keys of a dotted key, as parts of a JSON pointer, with their places."""
        if node.type == "dotted_key":
            return [part for child in node.children if child.is_named for part in self.parts(child)]
        written = self.data[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass")
        key = written if node.type == "bare_key" else next(iter(tomllib.loads(f"{written} = 1")))
        return [(key.replace("~", "~0").replace("/", "~1"), self.at(node.start_byte), self.at(node.end_byte))]
