"""Plain data, as front matter holds it: compared, copied, and changed at a JSON pointer."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def same(left: object, right: object) -> bool:
    """Tell whether two pieces of plain data are equal, types included (1 is not True, nan is nan)."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(each, right[key]) for key, each in left.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and (left == right or (left != left and right != right))  # noqa: PLR0124  # nan


def with_value(data: object, pointer: str, value: object) -> object:
    """Return plain data as a copy that has `value` at `pointer`, and shares nothing with itself."""
    copy: Any = copied(data)
    if not pointer:
        return copied(value)
    *path, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))
    place = copy
    for part in path:
        place = place[int(part) if isinstance(place, list) else part]
    place[int(last) if isinstance(place, list) else last] = copied(value)
    return copy


def copied(value: object) -> object:
    """Return a copy that shares nothing with the original, nor with itself."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def join(pointer: str, key: str) -> str:
    """Return the pointer of a mapping's member."""
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
