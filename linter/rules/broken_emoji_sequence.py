"""broken-emoji-sequence: a person and a sign or thing that belong together, without the joiner between them."""

from __future__ import annotations

from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_TONE = "[\U0001f3fb-\U0001f3ff]"
# Unicode, emoji-zwj-sequences.txt: people who are ♀ or ♂ (RGI_Emoji_ZWJ_Sequence, gendered), and what an adult can be.
_GENDERED = "[⛹🏃🏄🏊🏋🏌👮👯👰👱👳👷💁💂💆💇🕵🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤵🤷🤸🤹🤼🤽🤾🦸🦹🧍🧎🧏🧔🧖🧗🧘🧙🧚🧛🧜🧝🧞🧟]"
_ADULT = "[👨👩🧑]"
_SIGN = "[⚕⚖✈]"
_THING = "[🌾🍳🍼🎄🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦰🦱🦲🦳🦼🦽]"
_JOINER = "\u200d"
_PICTURE = "\ufe0f"
_BROKEN = lazy(
    f"(?:{_GENDERED}{_TONE}(?=(?P<toned>[♀♂]{_PICTURE}?))"
    f"|{_GENDERED}{_PICTURE}?(?=(?P<plain>[♀♂]{_PICTURE}))"
    f"|{_ADULT}{_TONE}(?=(?P<job>{_SIGN}{_PICTURE}?|{_THING})))"
)
_TRACE = lazy("[♀♂⚕⚖✈\U0001f3fb-\U0001f3ff]")


@rule("broken-emoji-sequence", category="encoding", severity=Severity.WARNING, only=tuple("♀♂⚕⚖✈🏻🏼🏽🏾🏿"))
def broken_emoji_sequence(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """An emoji that falls apart, as its parts are no longer joined (U+200D is missing)."""
    if document.text.isascii() or _TRACE.search(document.text) is None:
        return
    for person in _BROKEN.finditer(document.text):
        rest = person["toned"] or person["plain"] or person["job"]
        whole = person[0] + _JOINER + rest
        in_code = document.in_code(person.start())
        fix = Fix(
            "join the parts with U+200D",
            (Edit(Span(person.end(), person.end()), _JOINER),),
            Applicability.UNSAFE if in_code else Applicability.SAFE,
        )
        message = f'the emoji "{person[0]}{rest}" falls apart: join its parts with U+200D to get "{whole}"'
        yield Problem(Span(person.start(), person.end() + len(rest)), message, fix)
