"""The `pattern` keyword: ECMA regular expressions, matched in a time that cannot explode."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from linter.patterns import lazy
from linter.schema.backtracking import longest_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# What a backtracking engine is given at most, in code points, and what it must be able to take: see `compiled`.
_LONGEST = 2_000
_SHORTEST = 40
_TOKEN = lazy(r"\\k<\w+>|\\.|\[\^?|\]|\(\?<(?![=!])|\$|.", re.DOTALL)
_LOOK = lazy(r"\(\?(?:=|!|<=|<!)|\\[1-9]|\\k<")
_SETS = {"[": r"\[", "&": r"\&", "~": r"\~", "|": r"\|"}


class PatternError(ValueError):
    """A pattern that cannot be used; the message says why."""


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Callable[[str], bool]:
    r"""Return a function that tells whether `pattern` is found in a text.

    As in ECMA-262, which JSON Schema refers to, `$` is the very end and `\d` and `\w` know ASCII alone. Matching is
    left to the automaton of the Rust `regex` crate, linear in the text, which comes with pydantic. Only what it
    cannot do (looking around, back references) goes to `re`: there, a repeated group with a repetition inside is
    refused, and a text that could take more than twenty million steps is taken as fitting: it has more than 2,000 code
    points, or, with several repetitions, fewer (not below 40). Raises PatternError.
    """
    import pydantic_core
    from pydantic_core import core_schema

    try:
        automaton = pydantic_core.SchemaValidator(core_schema.str_schema(pattern=_translated(pattern, rust=True)))
    except pydantic_core.SchemaError:
        return _backtracking(pattern)
    # A lone surrogate (an undecodable byte) cannot be handed over: it matches as the replacement character would.
    return lambda text: automaton.isinstance_python(text.encode("utf-8", "replace").decode())


def _backtracking(pattern: str) -> Callable[[str], bool]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of brackets that may mean something else one day
            expression = re.compile(_translated(pattern, rust=False), re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        message = f"the pattern cannot be read: {error}"
        raise PatternError(message) from None
    longest = longest_text(pattern) if _LOOK.search(pattern) else _LONGEST
    if longest < _SHORTEST:
        message = "the pattern could take for ever: it has repetitions within or after others, beside a look-around"
        raise PatternError(message)
    return lambda text: len(text) > longest or expression.search(text) is not None


def _translated(pattern: str, *, rust: bool) -> str:
    """Return the ECMA pattern in the words of the Rust crate or of `re`."""
    pieces: list[str] = []
    inside = False
    for match in _TOKEN.finditer(pattern):
        piece = match[0]
        if inside:
            inside = piece != "]"
            pieces.append(_in_class(piece, rust=rust))
        elif piece in ("[", "[^"):
            inside = True
            pieces.append(piece)
        elif piece == "$":
            pieces.append(r"\z" if rust else r"\Z")
        elif piece == "(?<":
            pieces.append("(?P<")
        else:
            pieces.append(_escape(piece) if rust else _backward(piece))
    return "".join(pieces)


def _backward(piece: str) -> str:
    """Spell a reference to a named group as Python does."""
    return f"(?P={piece[3:-1]})" if piece.startswith(r"\k<") else piece


def _in_class(piece: str, *, rust: bool) -> str:
    if piece in ("[", "[^"):
        return r"\[" + piece[1:]
    return _SETS.get(piece) or (_escape(piece) if rust else piece)


def _escape(piece: str) -> str:
    r"""Give `\d` and `\w` their ASCII meaning in the Rust crate, where classes may hold classes."""
    return {r"\d": "[0-9]", r"\D": "[^0-9]", r"\w": "[0-9A-Za-z_]", r"\W": "[^0-9A-Za-z_]"}.get(piece, piece)
