"""What a YAML scalar means: the core schema of YAML 1.2, with dates left as the strings they are written as."""

from __future__ import annotations

import math
import re

# https://yaml.org/spec/1.2.2/#103-core-schema
_CONSTANTS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + inf: math.inf for sign in ("", "+") for inf in (".inf", ".Inf", ".INF")},
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_FIRST = frozenset("~nNtTfF.+-0123456789") | {""}
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
MAX_DIGITS = 400  # Python refuses to convert more than 4,300; nobody means a number by even these

CORE = "tag:yaml.org,2002:"


def resolve(text: str) -> object:
    """Return what a plain scalar means: None, bool, int, float, or `text` itself."""
    if text[:1] not in _FIRST:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) > MAX_DIGITS:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return int(text, 0) if _BASED.fullmatch(text) else text


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
