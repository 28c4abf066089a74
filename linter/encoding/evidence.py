"""What is said about one damaged place, and how it is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter.values import dataclass

if TYPE_CHECKING:
    from linter.text import Span

Tier = Literal["safe", "unsafe", "report"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One damaged word and what it was.

    `span` covers `before` in the text, in code points; `codecs` names the misreadings in the order they happened;
    `tier` says how far `after` can be trusted, `reason` why.
    """

    span: Span
    before: str
    after: str
    codecs: tuple[str, ...]
    tier: Tier
    reason: str


def explain(evidence: Evidence) -> str:
    """Return one line for people: `mojibake: "habilit√©es" → "habilitées" (UTF-8 read as Mac Roman)`."""
    return f'mojibake: "{_shown(evidence.before)}" → "{_shown(evidence.after)}" ({how(evidence.codecs)})'


def how(codecs: tuple[str, ...]) -> str:
    """Put a chain of codecs into words."""
    if not codecs:
        return "encoding damage"
    if " read as " in codecs[0]:
        return codecs[0]
    return "UTF-8 read as " + ", then again as ".join(codecs)


def _shown(text: str) -> str:
    """Show invisible characters by their numbers."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
