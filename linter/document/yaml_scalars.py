"""What a YAML scalar means: the core schema of YAML 1.2, with dates left as the strings they are written as."""

from __future__ import annotations

import math
from functools import cache

from linter.patterns import lazy

# https://yaml.org/spec/1.2.2/#103-core-schema
_CONSTANTS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + inf: math.inf for sign in ("", "+") for inf in (".inf", ".Inf", ".INF")},
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
# What a plain scalar that is no text can begin with.
NOT_ONLY_TEXT = frozenset("~nNtTfF.+-0123456789") | {""}
_NUMBER = lazy(
    r"(?P<int>[-+]?[0-9]+)|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)"
)
_YES_OR_NO = frozenset({"y", "n", "yes", "no", "on", "off"})
_IN_NUMBERS = frozenset("+-.,:_0123456789abcdefABCDEFxo")
_HEXADECIMAL = frozenset("acdfACDF")
MAX_DIGITS = 400  # Python refuses to convert more than 4,300; nobody means a number by even these

CORE = "tag:yaml.org,2002:"


def resolve(text: str) -> object:
    """Return what a plain scalar means: None, bool, int, float, or `text` itself."""
    if text[:1] not in NOT_ONLY_TEXT:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    number = _NUMBER.fullmatch(text)
    if number is None or len(text) > MAX_DIGITS:
        return text
    if number.lastgroup == "float":
        return float(text)
    return int(text, 0 if number.lastgroup == "based" else 10)


def tagged(text: str, tag: str) -> object:
    """Return the value of a scalar with an explicit core tag. Raises ValueError where it is not of that type."""
    if tag in ("!", CORE + "str"):
        return text
    value = resolve(text)
    types: dict[str, type | tuple[type, ...]] = {
        CORE + "null": type(None),
        CORE + "bool": bool,
        CORE + "int": int,
        CORE + "float": (int, float),
    }
    if tag not in types or not isinstance(value, types[tag]) or (isinstance(value, bool) and tag != CORE + "bool"):
        raise ValueError(text)
    return float(value) if tag == CORE + "float" and isinstance(value, int) else value


def short_tag(tag: str) -> str:
    """Return a tag as an author writes it: `!!str` for `tag:yaml.org,2002:str`."""
    return "!!" + tag.removeprefix(CORE) if tag.startswith(CORE) else tag


def may_differ(text: str) -> bool:
    """Tell whether parsers may read a plain scalar differently; only then does `yaml_dialects.py` tell for certain.

    Mostly that is text, a number in digits, or a date that every calendar has.
    """
    first = text[:1]
    if first in "yYnNoO":
        return text.lower() in _YES_OR_NO
    if first not in "+-.0123456789":
        return False
    digits = text.removeprefix("-")
    if digits.isdecimal():
        return digits[0] == "0" and text != "0"
    if text[4:5] == "-":
        year, day = text[:4], text[5:]
        return not (year.isdecimal() and year != "0000" and day in _days() and text.isascii())
    whole, _, fraction = digits.partition(".")
    if whole.isdecimal() and fraction.isdecimal() and text.isascii():
        return whole[0] == "0" and whole != "0"
    return _IN_NUMBERS.issuperset(text) and ("x" in text or _HEXADECIMAL.isdisjoint(text))


@cache
def _days() -> frozenset[str]:
    """Return the days that every year has."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return frozenset(f"{month:02}-{day:02}" for month, days in enumerate(lengths, 1) for day in range(1, days + 1))
