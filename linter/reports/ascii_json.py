"""JSON in plain ASCII, which carries document text exactly and yet does nothing to a terminal or a build log."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

# ensure_ascii (the default) escapes all but space to tilde; `##[...]` is what build agents obey anywhere in a line.
_STILL_ACTIVE = lazy(r"(?<=#)#(?=[A-Za-z]{0,16}\[)")


def dump(value: object, *, compact: bool = False) -> str:
    r"""Return `value` as one line of JSON, `compact` without blanks; beyond ASCII there are only `\u` escapes."""
    line = dumps(value, separators=(",", ":") if compact else None)
    return _STILL_ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def write_object(stream: TextIO, members: Mapping[str, object], last: str, items: Iterable[object]) -> None:
    """Write an object of `members` (at least one) and a last member, a list with a line for each of its items."""
    stream.write(f"{dump(members)[:-1]}, {dump(last)}: [")
    separator = "\n"
    for item in items:
        stream.write(separator + dump(item))
        separator = ",\n"
    stream.write("\n]}")
