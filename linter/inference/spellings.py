"""Values spelt nearly like one that is used far more often, and the list of values that may be chosen from."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from linter.spelling import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter

    from linter.inference.limits import Limits

_LONGEST = 80  # code points of a value that can be one of a list
_SHORTEST = 6  # code points from which on two letters apart are a slip rather than another word
_ONCE = 2  # a slip is made this often at most


def twins(texts: Counter[str], limits: Limits) -> dict[str, str]:
    """Return the rare values that differ in case, accents and blanks only from a frequent one, with that."""
    if max(texts.values(), default=0) < limits.agreement * limits.siblings:
        return {}  # none is so frequent
    groups: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        groups[_letters(text)].append(text)
    found: dict[str, str] = {}
    for group in (group for group in groups.values() if len(group) > 1):
        usual = max(group, key=texts.__getitem__)
        found |= {
            text: usual for text in group if text != usual and limits.agree(texts[usual], texts[usual] + texts[text])
        }
    return found


def slips(texts: Counter[str], limits: Limits) -> dict[str, str]:
    """Return the values used once or twice that were probably meant to be a frequent one, with that."""
    usual = [text for text, times in texts.items() if times >= limits.siblings - _ONCE]
    found = {}
    for text, times in texts.items():
        meant = closest(text, usual) if times <= _ONCE and len(text) >= _SHORTEST else None
        if meant is not None and meant != text and limits.agree(texts[meant], texts[meant] + times):
            found[text] = meant
    return found


def alike(texts: Counter[str]) -> tuple[str, ...]:
    """Return values that differ in case, accents and blanks only, the first such group; () where there is none."""
    groups: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        groups[_letters(text)].append(text)
    return next((tuple(group) for group in groups.values() if len(group) > 1), ())


def is_choice(texts: Counter[str], limits: Limits) -> bool:
    """Tell whether values are chosen from a list: few short ones, each used often."""
    total = texts.total()
    return (
        0 < len(texts) <= limits.choices
        and total >= max(limits.siblings, limits.uses * len(texts))
        and all(len(text) <= _LONGEST and "\n" not in text for text in texts)
    )


def _letters(text: str) -> str:
    """Return the text without what makes no difference between two values."""
    folded = " ".join(text.casefold().split())
    if folded.isascii():
        return folded
    return "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
