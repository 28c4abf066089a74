"""What the YAML parsers that site generators are built on make of a plain scalar, each in its own dialect.

The patterns are those of the parsers' resolvers: YAML 1.2's core schema (js-yaml 4 and `yaml` 2 follow it), PyYAML 6,
js-yaml 3 (gray-matter), Psych 4 (Jekyll), go-yaml 2 (Hugo). Dates and times of ISO 8601 that exist are left alone:
all parsers know them, some as text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from linter.document.yaml_scalars import resolve
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

Dialect = Literal["core-1.2", "pyyaml", "js-yaml-3", "psych", "go-yaml"]

TEXT = "text"
MAX_LENGTH = 40  # code points; a longer number is no number of anybody's

_TRUE = frozenset(("yes", "Yes", "YES", "on", "On", "ON"))
_FALSE = frozenset(("no", "No", "NO", "off", "Off", "OFF"))
_SUSPECT = lazy(r"(?i:y|n|yes|no|on|off)|[-+.0-9][-+0-9a-fA-FxobeE_.,:]*")
_BINARY = lazy(r"[-+]?0b[01_]+")
_HEX = lazy(r"[-+]?0x[0-9a-fA-F_]+")
_OCTAL = lazy(r"[-+]?0[0-7_]+")
_OCTAL_PSYCH = lazy(r"[-+]?0[_,]*[0-7_,]+")
_OCTAL_GO = lazy(r"[-+]?0o?[0-7_]+")
_DECIMAL = lazy(r"[-+]?(?:0|[1-9][0-9_]*)")
_DECIMAL_PSYCH = lazy(r"[-+]?(?:0|[1-9](?:[0-9]|[,_][0-9])*)")
_SIXTY = lazy(r"[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)")
_SIXTY_PSYCH = lazy(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}")
_FLOAT = lazy(r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?")
_FLOAT_JS = lazy(r"[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?")
_FLOAT_PSYCH = lazy(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]+(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_,]*\.")
_FLOAT_GO = lazy(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_DATE = lazy(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME = lazy(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)


def readings(text: str) -> Mapping[Dialect, str] | None:
    """Return how each dialect reads a plain scalar, in words ("text", "false", "750"); None where all read the same."""
    if len(text) > MAX_LENGTH or _is_plain_number(text):
        return None
    if text[4:5] == "-" and _TIME.fullmatch(text) and is_impossible_date(text):
        return {"core-1.2": TEXT, "pyyaml": "an error", "js-yaml-3": "another time", "psych": TEXT, "go-yaml": TEXT}
    if not _SUSPECT.fullmatch(text):
        return None
    if found := _DATE.fullmatch(text):
        return _date(found)
    each = {dialect: read(text) for dialect, read in _READERS.items()}
    return each if len(set(each.values())) > 1 else None


def _is_plain_number(text: str) -> bool:
    """Tell whether a scalar is a whole number in every dialect, and the same one; mostly that is all there is."""
    digits = text.removeprefix("-")
    return digits.isdecimal() and digits.isascii() and (digits[0] != "0" or text == "0")


def is_impossible_date(text: str) -> bool:
    """Tell whether a scalar is written like a date of ISO 8601 that no calendar has, or a time that no clock shows."""
    if text[4:5] != "-":
        return False
    if found := _TIME.fullmatch(text):
        return not _exists(found)
    found = _DATE.fullmatch(text)
    return found is not None and len(text) == len("2023-01-30") and not _exists(found)


def _exists(found: re.Match[str]) -> bool:
    try:
        datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001  # only whether it exists
    except ValueError:
        return False
    return True


def _date(found: re.Match[str]) -> Mapping[Dialect, str] | None:
    if is_impossible_date(found[0]):
        shifted = int(found[2]) in range(1, 13) and int(found[3]) in range(1, 32)
        other = "another date" if shifted else "an invalid date"
        return {"core-1.2": TEXT, "pyyaml": "an error", "js-yaml-3": other, "psych": TEXT, "go-yaml": TEXT}
    if len(found[0]) < len("2023-01-30") and _exists(found):
        return {"core-1.2": TEXT, "pyyaml": TEXT, "js-yaml-3": TEXT, "psych": "a date", "go-yaml": TEXT}
    return None


def _core(text: str) -> str:
    return _shown(resolve(text))


def _pyyaml(text: str) -> str:
    return _truth(text) or _based(text, _OCTAL) or _number(text, _DECIMAL, _FLOAT) or _sixty(text) or TEXT


def _js_yaml(text: str) -> str:
    return _based(text, _OCTAL) or _number(text, _DECIMAL, _FLOAT_JS) or _sixty(text) or TEXT


def _psych(text: str) -> str:
    numbers = _based(text, _OCTAL_PSYCH) or _number(text, _DECIMAL_PSYCH, _FLOAT_PSYCH)
    if numbers is None and _SIXTY_PSYCH.fullmatch(text):
        sign = -1 if text.startswith("-") else 1
        parts = text.lstrip("+-").replace("_", "").split(":")
        # Psych takes the first part for hours even where there are only two.
        return str(sign * sum(int(part) * 60 ** (2 - place) for place, part in enumerate(parts)))
    return _truth(text) or numbers or TEXT


def _go(text: str) -> str:
    if text in {"y", "Y", "n", "N"}:
        return "true" if text in "yY" else "false"
    return _truth(text) or _based(text, _OCTAL_GO) or _number(text.replace("_", ""), _DECIMAL, _FLOAT_GO) or TEXT


_READERS: dict[Dialect, Callable[[str], str]] = {
    "core-1.2": _core,
    "pyyaml": _pyyaml,
    "js-yaml-3": _js_yaml,
    "psych": _psych,
    "go-yaml": _go,
}


def _truth(text: str) -> str | None:
    return "true" if text in _TRUE else "false" if text in _FALSE else None


def _based(text: str, octal: re.Pattern[str]) -> str | None:
    digits = text.replace("_", "").replace(",", "").lstrip("+-")
    sign = -1 if text.startswith("-") else 1
    for pattern, prefix, base in ((_BINARY, "0b", 2), (_HEX, "0x", 16), (octal, "0", 8)):
        if pattern.fullmatch(text):
            digits = digits.removeprefix(prefix).removeprefix("o")
            return str(sign * int(digits or "0", base))
    return None


def _number(text: str, decimal: re.Pattern[str], fraction: re.Pattern[str]) -> str | None:
    plain = text.replace("_", "").replace(",", "")
    if decimal.fullmatch(text):
        return str(int(plain))
    return _shown(float(plain)) if fraction.fullmatch(text) and plain.strip("+-.") else None


def _sixty(text: str) -> str | None:
    if not _SIXTY.fullmatch(text):
        return None
    value: float = 0
    for part in text.lstrip("+-").replace("_", "").split(":"):
        value = value * 60 + (float(part) if "." in part else int(part))
    return _shown(-value if text.startswith("-") else value)


def _shown(value: object) -> str:
    """Return a value in words; a float without fraction as the whole number that it is equal to."""
    if isinstance(value, str):
        return TEXT
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else repr(value)  # noqa: PLR2004  # exact up to there
    return str(value)
