"""Stand-ins for characters that libyaml refuses or takes for line breaks: one for one, so that no offset moves."""

from __future__ import annotations

from itertools import islice

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# The 67 characters outside YAML's `c-printable`, or line breaks of YAML 1.1 only (NEL, LS, PS), and lone surrogates,
# by which a Source keeps bytes that are not UTF-8. libyaml rejects the whole stream for one of them.
_TROUBLE = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))


def is_clean(text: str) -> bool:
    """Tell whether libyaml reads a text as it is."""
    plain = text.replace("\n", " ").replace("\t", " ").isprintable()  # mostly, and then nothing has to be compiled
    return plain or _TROUBLE.search(text) is None


def mask(text: str) -> tuple[str, Mapping[int, str]]:
    """Return `text` in a form that libyaml reads, and the table for `str.translate` that undoes it."""
    if is_clean(text):
        return text, {}
    trouble = sorted(set(_TROUBLE.findall(text)))
    present = set(text)
    free = (chr(code) for block in _PRIVATE_USE for code in block if chr(code) not in present)
    stand_ins = dict(zip(trouble, islice(free, len(trouble)), strict=True))
    return _TROUBLE.sub(lambda match: stand_ins[match[0]], text), {ord(new): old for old, new in stand_ins.items()}
