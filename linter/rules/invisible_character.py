"""invisible-character: characters that nobody sees, and that break links, searches and layouts all the same."""

from __future__ import annotations

import re
import unicodedata

from linter.document.intervals import Intervals
from linter.encoding import find
from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# C0 and C1 controls but tab and line ends, soft hyphen, marks of direction, zero width and other format characters,
# line and paragraph separators, private use, tags. Not NBSP, not variation selectors: those have work to do.
_SUSPECT = lazy(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_ASCII_SUSPECT = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # the same in text that is ASCII, found in half the time
_PRIVATE = lazy("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = lazy("[\x80-\x9f]")
_BREAK = lazy("[\x0b\x0c\x85\u2028\u2029]")  # they part words where they are heeded
_DIRECTION = lazy("[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PICTURE = lazy("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
# Scripts in which joiners shape letters, and those written without blanks, in which U+200B says where a line may end.
_SHAPED = lazy("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufeff\U00010a00-\U00011fff]")
_UNSPACED = lazy("[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_DASH = lazy("[-\u2010-\u2015/\u2026]")  # lines may end beside these
_DEFINITION = lazy(r"[\s>*+-]*\[[^\]]*\]:")
_BLANK = frozenset(" \t\r\n\xa0\u202f")
_MARKUP = frozenset("*_~`[]<>\\#!|")
_DELIMITERS = ("---", "+++")
_ESCAPE = "\x1b"
_COLOUR = lazy(r"\x1b\[[0-9;]*m")  # shown as what it does where code is said to be "ansi"
_FLAG = "\U0001f3f4"
_AROUND = 200
_SHOWN = 3


@dataclass(frozen=True)
class InvisibleCharacterOptions(Options):
    """`allow` holds characters that are left alone, themselves or as "U+00AD"."""

    allow: frozenset[str] = frozenset()


@rule(
    "invisible-character",
    category="encoding",
    options=InvisibleCharacterOptions,
    severity=Severity.WARNING,
    stage=Stage.ENCODING,
    only=("is:unprintable",),
)
def invisible_character(document: Document, options: InvisibleCharacterOptions) -> Iterator[Problem]:
    """A character that cannot be seen: zero width, control, or without agreed meaning."""
    text = document.text
    allowed = {_character(name) for name in options.allow}
    places = [
        found.start()
        for found in (_ASCII_SUSPECT if text.isascii() else _SUSPECT).finditer(text)
        if found[0] not in allowed and not _has_work(text, found.start())
    ]
    if _ESCAPE in text:
        places = [place for place in places if not (_COLOUR.match(text, place) and document.in_code(place))]
    if not places:
        return
    # What is part of misread text is the business of the rule mojibake.
    damaged = Intervals((max(0, one.span.start - 1), one.span.end + 1) for one in find(text))
    for start, end in _runs([place for place in places if not damaged.cover(place)]):
        yield Problem(Span(start, end), _message(text[start:end]), _fix(document, start, end))


def _character(name: str) -> str:
    number = name[2:] if name[:2] in {"U+", "u+"} else ""
    return chr(int(number, 16)) if re.fullmatch("[0-9a-fA-F]{4,5}|10[0-9a-fA-F]{4}", number) else name


def _has_work(text: str, place: int) -> bool:
    """Tell whether an invisible character does there what it was made for."""
    char, before, after = text[place], text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if char == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after):
        return True
    if char in "\u200c\u200d":
        return bool(_SHAPED.match(before) or _SHAPED.match(after))
    if char == "\u2060":  # it holds a word and a dash together
        return bool(before.strip() and after.strip() and (_DASH.match(before) or _DASH.match(after)))
    if char == "\u200b":
        return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
    if _DIRECTION.match(char):
        return _RIGHT_TO_LEFT.search(text, max(0, place - _AROUND), place + _AROUND) is not None
    if "\U000e0000" <= char <= "\U000e007f":  # the flags of England, Scotland and Wales
        return _FLAG in text[max(0, place - 6) : place]
    return False


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that neighbouring places make."""
    start = end = -1
    for place in places:
        if place != end:
            if end > 0:
                yield start, end
            start = place
        end = place + 1
    if end > 0:
        yield start, end


def _message(run: str) -> str:
    if meant := _misread(run):
        return f'{_name(run[0])} cannot be seen and is probably "{meant}" of Windows-1252: write that'
    if _PRIVATE.match(run):
        return f"{_name(run[0])} means something in one font only: write what was meant"
    kinds = list(dict.fromkeys(run))
    if len(run) == 1:
        return f"{_name(run)} cannot be seen: delete it"
    names = ", ".join(map(_name, kinds[:_SHOWN])) + (", …" if len(kinds) > _SHOWN else "")
    return f"{len(run)} characters cannot be seen ({names}): delete them"


def _name(char: str) -> str:
    unnamed = "private use character" if _PRIVATE.match(char) else "control character"
    return f"U+{ord(char):04X} {unicodedata.name(char, unnamed)}"


def _misread(run: str) -> str:
    """Return the character of Windows-1252 that a control character was before it was read as ISO-8859-1."""
    if len(run) == 1 and _CONTROL.match(run):
        return run.encode("latin-1").decode("cp1252", "ignore")
    return ""


def _fix(document: Document, start: int, end: int) -> Fix | None:
    run, text = document.text[start:end], document.text
    if meant := _misread(run):
        return Fix(f'write "{meant}"', (Edit(Span(start, end), meant),), Applicability.UNSAFE)
    if _PRIVATE.search(run):
        return None
    before, after = text[max(0, start - 1) : start] or "\n", text[end : end + 1] or "\n"
    if _BREAK.search(run) and before not in _BLANK and after not in _BLANK:
        return Fix("write a blank", (Edit(Span(start, end), " "),), Applicability.UNSAFE)
    edge = (before in _BLANK or after in _BLANK) and _CONTROL.search(run) is None
    safe = edge and not {before, after} & _MARKUP and _is_prose(document, start, end) and not document.in_code(start)
    applicability = Applicability.SAFE if safe else Applicability.UNSAFE
    return Fix("delete the character", (Edit(Span(start, end), ""),), applicability)


def _is_prose(document: Document, start: int, end: int) -> bool:
    """Tell whether a line goes on as it was without the stretch: it must not begin or end otherwise."""
    text = document.text
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), start - _AROUND) + 1
    before, after = text[first:start], text[end : end + 1]
    if not any(char.isalpha() for char in before) and not after.isalpha():
        return False  # what is left could begin a heading, a list or code, or be an empty line
    if _DEFINITION.match(before):
        return False  # a character less may make it define what it did not
    if after in {"", "\r", "\n"} and before.endswith(("  ", "\t")):
        return False  # the blanks would make a line break
    head = document.front_matter
    if start >= head.span.end:
        return head.format is not None or not text.startswith(_DELIMITERS)  # it might become front matter
    node = next((one for one in head.strings if one.span.start <= start < one.span.end), None)
    if node is None:
        return False  # a key, a comment, a delimiter
    words = node.value if isinstance(node.value, str) else ""
    return node.style != "plain" or (words.lstrip("\u200b\u2060\ufeff\xad")[:1].isalpha() and len(words.split()) > 1)
