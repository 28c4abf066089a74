"""What libyaml's complaints mean: the place to look at, and the likely cause in words an author understands."""

from __future__ import annotations

import re

from linter.patterns import lazy
from linter.text import Span

_KEY = lazy(r"[ \t]*(?:-[ \t]+)*(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s:#'\"\[{&*!|>%@`][^:\r\n]*):(?=[ \t]|$)")
_CONFLICT = lazy(r"(?:\A|(?<=[\r\n]))(?:<{7}|={7}|>{7}|\|{7})(?=\s|\Z)")
_ESCAPES = "in double quotes a backslash begins an escape: write `\\\\`, or use single quotes"


def explain(text: str, problem: str, index: int | None, context: int | None) -> tuple[Span, str]:
    """Return the span in `text` and the words for libyaml's `problem` at `index`, met while reading `context`."""
    at = min(len(text) if index is None else index, len(text))
    line_start = _line_start(text, at)
    if conflict := _CONFLICT.search(text):
        return _line(text, conflict.start()), "a merge conflict was left here"
    if context is not None and problem in ("could not find expected ':'", "found unexpected end of stream"):
        return _from_context(text, problem, min(context, len(text)))
    return _character(text, at), _words(text, problem, at, text[line_start:at], context)


def _from_context(text: str, problem: str, context: int) -> tuple[Span, str]:
    if problem == "found unexpected end of stream":
        return Span(context, min(context + 1, len(text))), "this quote is never closed"
    line = _line(text, context)
    written = text[line.start : line.end]
    if re.match(r"[\w-]+:[^\s:]", written):
        return line, "a blank is missing after the colon of this key"
    return line, "this line is no `key: value`; if it continues the text above, it must be indented"


def _words(text: str, problem: str, at: int, before: str, context: int | None) -> str:
    char = text[at : at + 1]
    if char == "\t" or "found a tab" in problem or (not before.strip() and "\t" in before):
        return "a tab cannot indent in YAML: use blanks"
    if problem == "mapping values are not allowed in this context":
        return _colon(before)
    if problem == "found character that cannot start any token":
        return f"text that begins with `{char}` needs quotes"
    if "alphabetic or numeric" in problem and context is not None:
        return f"text that begins with `{text[context : context + 1]}` needs quotes"
    if problem == "did not find expected comment or line break":
        return "text that begins with `|` or `>` needs quotes (alone on the line they open a block of text)"
    if problem == "block sequence entries are not allowed in this context":
        return "a list begins on the line below its key; text that begins with `- ` needs quotes"
    if "escape" in problem or "hexdecimal" in problem or "Unicode character" in problem:
        return _ESCAPES
    return _structure(text, problem, at, before)


def _colon(before: str) -> str:
    """Word the commonest mistake of all; `before` is the line up to the colon that cannot be."""
    key = _KEY.match(before)
    if key and before[key.end() :].strip():
        return "text that contains a colon followed by a blank needs quotes"
    return (
        "this key cannot stand here: its indentation differs from that of its neighbours, or the line above is no key"
    )


def _structure(text: str, problem: str, at: int, before: str) -> str:
    key = _KEY.match(before)
    opening = before[key.end() :].strip()[:2] if key else before.strip().removeprefix("- ").strip()[:2]
    if opening.startswith(("{{", "{%")):
        return f"text that begins with `{opening}` needs quotes"
    if opening.startswith("'"):
        return "text follows the closing quote; inside single quotes an apostrophe is written twice ('')"
    if opening.startswith('"'):
        return 'text follows the closing quote; inside double quotes a quote is written \\"'
    if opening.startswith(("[", "{")):
        return f"text that begins with `{opening[0]}` needs quotes, and a list or mapping must be closed"
    # At the end of the text, node content is missing only in a collection: `[a,`.
    if "',' or" in problem or (problem == "did not find expected node content" and not text[at:].strip()):
        return "a list or mapping that was opened above with `[` or `{` is not closed, or lacks a comma"
    if problem == "did not find expected node content":
        return f"text that begins with `{text[at : at + 1]}` needs quotes"
    if problem == "did not find expected '-' indicator":
        return "a list ends here: all its items must begin with `-` in the same column"
    if problem == "did not find expected key":
        return "no key can stand here: its indentation differs from that of its neighbours"
    if problem == "did not find expected <document start>":
        return "nothing can follow here: the text above is already complete"
    return problem


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line(text: str, at: int) -> Span:
    """Return the line that `at` lies in, without its indentation and its end."""
    start = _line_start(text, at)
    written = re.compile(r"[^\r\n]*").match(text, start)
    line = written[0] if written else ""
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip())) if line.strip() else Span(at, at)


def _character(text: str, at: int) -> Span:
    """Return the word at `at`, or the one character there, or the place where there is none."""
    word = re.compile(r"\w+|[^\r\n]?").match(text, at)
    return Span(at, word.end() if word else at)
