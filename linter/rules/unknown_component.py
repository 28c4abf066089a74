"""The rule unknown-component."""

from __future__ import annotations

import re
from itertools import chain

from linter.finding import Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.spelling import closest
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.markdown import Markdown

_IMPORT = lazy(r"^(?:import|export)\b\s*(?:[^\r\n{]*\{[^{}]*\})?[^\r\n]*", re.MULTILINE)
_BUILT_IN = frozenset({"Fragment"})  # of JSX itself
_NAME = lazy(r"\b[A-Z]\w*")
# HTML of the old days: a tag may be written in capitals. (Tags in small letters are never judged.)
_HTML = lazy(
    r"A|ABBR|B|BIG|BLOCKQUOTE|BODY|BR|BUTTON|CAPTION|CENTER|CITE|CODE|COL|DD|DEL|DETAILS|DIV|DL|DT|EM|FONT|FORM|H[1-6]|"
    r"HEAD|HR|HTML|I|IFRAME|IMG|INPUT|INS|KBD|LABEL|LI|LINK|META|OL|OPTION|P|PRE|Q|S|SAMP|SCRIPT|SELECT|SMALL|SPAN|"
    r"STRIKE|STRONG|STYLE|SUB|SUMMARY|SUP|TABLE|TBODY|TD|TFOOT|TH|THEAD|TITLE|TR|TT|U|UL|VAR|VIDEO"
)


@dataclass(frozen=True)
class UnknownComponentOptions(Options):
    """`components` are the names of the components that pages may use; where it is not set, the rule says nothing."""

    components: frozenset[str] | None = None


@rule("unknown-component", category="structure", options=UnknownComponentOptions, only=("option:components",))
def unknown_component(document: Document, options: UnknownComponentOptions) -> Iterator[Problem]:
    """A component that the site does not know."""
    if options.components is None or "<" not in document.text:
        return
    known = options.components | _BUILT_IN | _imported(document)
    suggestions: dict[str, str | None] = {}
    for tag in chain.from_iterable(view.tags for view in document.markdowns if _is_markup(view)):
        if tag.closing or not tag.name[:1].isupper() or _HTML.fullmatch(tag.name) or _is_known(tag.name, known):
            continue
        if tag.name not in suggestions:
            suggestions[tag.name] = closest(tag.name, sorted(known))
        meant = suggestions[tag.name]
        advice = f"did you mean {quoted(meant)}?" if meant else "correct the name or delete the tag"
        yield Problem(tag.name_span, f"unknown component {quoted(tag.name)}; {advice}")


def _is_markup(view: Markdown) -> bool:
    """Tell whether a region is Markdown for certain: a title may speak of a component."""
    return view.region.is_body or "\n" in view.region.text or view.region.text.startswith("<")


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Tell whether a name is known, or for `Tabs.Item` the component that it is a part of."""
    return name in known or ("." in name and name.partition(".")[0] in known)


def _imported(document: Document) -> frozenset[str]:
    """Return the names that an MDX document imports or defines by itself."""
    text = document.body.text
    lines = _IMPORT.findall(text)
    lines += [text[one.start : one.end] for one in document.markdown.owned if _IMPORT.match(text, one.start)]
    return frozenset(name for line in lines for name in _NAME.findall(line))
