"""How a new value is spelt in YAML: scalars in the style of what stood there, lists and mappings by libyaml."""

from __future__ import annotations

import math
import re

from linter.document.scalar_spelling import CONTROL, is_plain
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.node import Style

# Strings of the core schema that YAML 1.1 parsers (PyYAML, Psych, go-yaml 2) take for booleans, numbers or times.
_AMBIGUOUS = lazy(r"(?i:y|n|yes|no|on|off)|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(value: object, like: Style = "plain", *, flow: bool = False) -> str:
    """Return the spelling of a scalar on one line, quoted as `like` where it is a string that can be.

    Raises ValueError for what YAML cannot hold: lone surrogates, and objects that are no plain data.
    """
    import json

    if isinstance(value, str):
        return _string(value, like, flow=flow)
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return repr(value)
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    message = f"front matter cannot hold a {type(value).__name__}"
    raise ValueError(message)


def _string(value: str, like: Style, *, flow: bool) -> str:
    if re.search("[\ud800-\udfff]", value):
        message = "a lone surrogate cannot be written"
        raise ValueError(message)
    special = CONTROL.search(value) or re.search(r"[\r\n\t]", value)
    if like == "double" or special:
        return '"' + re.sub('[\\\\"\n\r\t\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]', _escape, value) + '"'
    if like != "single" and is_plain(value, flow=flow) and not _AMBIGUOUS.fullmatch(value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0]) or f"\\u{ord(match[0]):04x}"


def block(value: str, like: Style, indent: int, newline: str) -> str | None:
    """Return a string as a literal (or folded) block, from its `|` on, each line indented by `indent` blanks.

    None where a block cannot hold it as it is: blanks at its beginning, several line breaks at its end, controls.
    """
    text = value.removesuffix("\n")
    if not text or text[0] in " \t\n" or text.endswith("\n") or CONTROL.search(text) or "\r" in text:
        return None
    folded = like == "folded" and "\n" not in text
    header = (">" if folded else "|") + ("" if value.endswith("\n") else "-")
    return newline.join((header, *(line and " " * indent + line for line in text.split("\n"))))


def collection(value: object, indent: int, newline: str, *, flow: bool) -> str:
    """Return a list or a mapping, its lines after the first indented by `indent` blanks; on one line if `flow`.

    Raises ValueError for objects that are no plain data.
    """
    from linter.document.yaml_nodes import dump

    lines = dump(value, flow=flow).rstrip("\n").split("\n")
    return newline.join((lines[0], *(line and " " * indent + line for line in lines[1:])))
