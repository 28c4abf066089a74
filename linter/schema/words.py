"""Words for what JSON Schema and Python have only codes for: types, values, lists."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 60
_MOST = 8

_WANTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "empty",
}


def quoted(text: str) -> str:
    """Return a text in quotes, short (60 code points), on one line, and printable."""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if not shown.replace("\xa0", " ").isprintable():
        shown = "".join(char if char.isprintable() or char == "\xa0" else _escape(char) for char in shown)
    return f'"{shown}"'


def wanted(types: object) -> str:
    """Say what a `type` keyword wants: "text or a list"."""
    names = [types] if isinstance(types, str) else types
    if not isinstance(names, list):
        return "something else"
    return either([_WANTED.get(str(name), str(name)) for name in names])


def got(value: object) -> str:
    """Say what a value is, with the value where it is short: `the text "oui"`."""
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    if value is None:
        return "nothing"
    if isinstance(value, int) and not isinstance(value, bool):
        return shown(value) if _is_huge(value) else f"the whole number {shown(value)}"
    return f"the number {shown(value)}" if isinstance(value, float) else shown(value)


def shown(value: object) -> str:
    """Return a value as a reader would write it: text in quotes, everything else as JSON, shortened."""
    import json

    if isinstance(value, str):
        return quoted(value)
    if _is_huge(value):
        return "a very large number"
    if isinstance(value, (list, dict)) and len(value) > _MOST:
        return "a list" if isinstance(value, list) else "a mapping"
    try:
        written = json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError):
        return "a list" if isinstance(value, list) else "a mapping"
    return written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…"


def listed(values: Sequence[object]) -> str:
    """Return up to eight values with commas, then how many more there are."""
    head = ", ".join(shown(value) for value in values[:_MOST])
    return head if len(values) <= _MOST else f"{head} and {len(values) - _MOST} more"


def either(words: Iterable[str]) -> str:
    """Join alternatives: "a", "a or b", "a, b or c"; repeated ones once."""
    distinct = list(dict.fromkeys(words))
    if len(distinct) < 2:  # noqa: PLR2004 (one has nothing to be joined to)
        return "".join(distinct)
    return f"{', '.join(distinct[:-1])} or {distinct[-1]}"


def neither(words: Iterable[str]) -> str:
    """Join what a thing is not: "neither a nor b", "neither a, b nor c"; for a single one "not a"."""
    distinct = list(dict.fromkeys(words))
    if len(distinct) < 2:  # noqa: PLR2004 (neither takes two)
        return f"not {''.join(distinct)}"
    return f"neither {', '.join(distinct[:-1])} nor {distinct[-1]}"


def counted(number: object, one: str, many: str | None = None) -> str:
    """Return "1 item", "3 items"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _is_huge(value: object) -> bool:
    return isinstance(value, int) and abs(value) >= 10**_LONGEST


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
