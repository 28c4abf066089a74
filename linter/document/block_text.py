"""The value of a literal or folded YAML scalar, without libyaml.

It mirrors libyaml's `yaml_parser_scan_block_scalar` (scanner.c), for texts without tabs and indentation indicators;
`block_scalar.py` tells where each character of the value stands.
"""

from __future__ import annotations

from itertools import islice

from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class BlockText(NamedTuple):
    """A value, the number of the line after it, and how many characters follow its last line that is not blank."""

    text: str
    following: int
    after: int


def block_text(header: str, lines: Sequence[str], first: int, parent: int) -> BlockText | None:
    """Return the block scalar whose `|` or `>` begins `header`, in the lines from `first` on (without their LF).

    `parent` is the column of the mapping or list that it stands in. None where its indentation is not that of its first
    line that is not blank, or it is nothing but blank lines that are kept. No line may have a CR but at its end.
    """
    indent = _indentation(lines, first)
    if indent <= parent:
        return None if "+" in header[:2] else BlockText("", first, 0)
    content: list[str] = []
    for line in islice(lines, first, None):
        if line[:indent].strip(" \r"):
            break
        content.append(line[indent:].removesuffix("\r") if len(line) > indent else "")
    following = first + len(content)
    if _too_deep(lines, first, indent):
        return None
    last = next(number for number in reversed(range(len(content))) if content[number].strip(" "))
    ended = lines[first + last].endswith("\r")
    after = 1 + ended + sum(map(len, lines[first + last + 1 : following])) + following - first - last - 1
    return BlockText(_value(header, content), following, after)


def _indentation(lines: Sequence[str], first: int) -> int:
    """Return how many blanks the first line begins with that is not blank, -1 if there is none."""
    for line in islice(lines, first, None):
        written = line.lstrip(" ")
        if written.strip("\r"):
            return len(line) - len(written)
    return -1


def _too_deep(lines: Sequence[str], first: int, indent: int) -> bool:
    """Tell whether a blank line above the first other one is longer than its indentation, which then counts."""
    for line in islice(lines, first, None):
        blank = line.strip("\r")
        if blank.strip(" "):
            return False
        if len(blank) > indent:
            return True
    return False


def _value(header: str, content: list[str]) -> str:
    """Return the value of lines without their indentation; `""` is a blank one, `" "` is none."""
    end = len(content)
    while not content[end - 1]:
        end -= 1
    text = "\n".join(content[:end]) if header[0] == "|" else _folded(content[:end])
    indicator = header[1:2]
    if indicator == "-":
        return text
    return text + "\n" * (1 + len(content) - end if indicator == "+" else 1)


def _folded(content: list[str]) -> str:
    """Return the lines with breaks between two that do not begin with a blank read as one."""
    pieces: list[str] = []
    breaks, before = 0, ""
    for line in content:
        if not line:
            breaks += 1
            continue
        if not before:
            pieces.append("\n" * breaks)
        elif before[0] == " " or line[0] == " ":
            pieces.append("\n" * (breaks + 1))
        else:
            pieces.append("\n" * breaks or " ")
        pieces.append(line)
        breaks, before = 0, line
    return "".join(pieces)
