"""invalid-utf8: bytes of a file that are not UTF-8, and what they probably were meant to be."""

from __future__ import annotations

import codecs
import unicodedata

from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from linter.document import Document

# PEP 383: the byte 0x80 + n that is not UTF-8 stands in the text as U+DC80 + n.
_BYTES = lazy("[\udc80-\udcff]+")
_CODECS = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"))
_SIGNS = "‘’“”«»–—…•·°€£§©®²³½¼¾ºª×\xa0"
_LETTERS = "ŒœŸßÆæØøÐðÞþ"
_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0308\u030a\u0327")  # those of Western Europe
_SHOWN = 6


@rule("invalid-utf8", category="encoding", stage=Stage.ENCODING, only=("is:foreign",))
def invalid_utf8(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Bytes that are not UTF-8."""
    if not document.source.has_foreign_bytes:
        return
    runs = list(_BYTES.finditer(document.text))
    codec, label = _guess([run[0] for run in runs])
    # Counted on from run to run: a line may be long, and hold thousands of them.
    reached, offset = 0, len(codecs.BOM_UTF8) if document.source.bom else 0
    for run in runs:
        offset += len(document.text[reached : run.start()].encode("utf-8", "surrogateescape"))
        reached = run.start()
        yield _problem(run, offset, codec, label)


def _guess(runs: list[str]) -> tuple[str, str]:
    """Return the encoding in which most of the runs read as letters and signs of Western Europe."""
    return max(_CODECS, key=lambda known: sum(_meant(run, known[0]) is not None for run in runs))


def _problem(run: re.Match[str], offset: int, codec: str, label: str) -> Problem:
    data = run[0].encode("utf-8", "surrogateescape")
    written = " ".join(f"0x{byte:02X}" for byte in data[:_SHOWN]) + (" …" if len(data) > _SHOWN else "")
    subject, verb = ("byte", "is") if len(data) == 1 else ("bytes", "are")
    what = f"{subject} {written} at offset {offset} {verb} not UTF-8"
    span, meant = Span(*run.span()), _meant(run[0], codec)
    if _cut_off(data):
        return Problem(span, f"{what} but the beginning of a character that was cut off: restore it")
    if meant is None:
        return Problem(span, f"{what}: find out the encoding of the file and convert it")
    fix = Fix(f'write "{meant[:_SHOWN]}"', (Edit(span, meant),), Applicability.UNSAFE)
    return Problem(span, f'{what} but probably "{meant[:_SHOWN]}" in {label}: convert the file to UTF-8', fix)


def _meant(run: str, codec: str) -> str | None:
    """Return what the bytes are in an encoding, if that is plausible."""
    try:
        text = run.encode("utf-8", "surrogateescape").decode(codec)
    except UnicodeDecodeError:
        return None
    return text if all(char in _SIGNS or _is_western(char) for char in text) else None


def _is_western(char: str) -> bool:
    parts = unicodedata.normalize("NFD", char)
    letter, marks = parts[:1], parts[1:]
    return char in _LETTERS or (letter.isascii() and letter.isalpha() and marks != "" and _ACCENTS.issuperset(marks))


def _cut_off(data: bytes) -> bool:
    """Tell whether the bytes are a UTF-8 sequence without its last byte or bytes, of two bytes at least."""
    lengths = ((0xC2, 0xDF, 2), (0xE0, 0xEF, 3), (0xF0, 0xF4, 4))
    length = next((length for low, high, length in lengths if low <= data[0] <= high), 0)
    if not 1 < len(data) < length:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False
