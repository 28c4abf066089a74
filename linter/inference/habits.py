"""What a collection's pages have in common besides their front matter: first heading, components."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.document import Document

_MAJORITY = 0.8  # of the pages with a heading begin with one of the same level
_FEWEST = 5  # pages with a heading, from which on a majority means something
_PAGES = 3  # pages that use a component, from which on it is no slip, however it is spelt


@dataclass(frozen=True, slots=True)
class Habit:
    """What one page does: the level of its first heading (None without one), the components it uses."""

    path: str
    first_heading: int | None
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """What the pages of a collection do.

    `first_heading` is the level nearly all begin with, None where they disagree; `agreeing` of `headed` pages do.
    `components` are those in use, each with the number of pages; `rare` those that look like slips: used on one or two
    pages, and nearly the name of another.
    """

    first_heading: int | None = None
    agreeing: int = 0
    headed: int = 0
    components: tuple[tuple[str, int], ...] = ()
    rare: tuple[tuple[str, int], ...] = ()


def habit_of(document: Document) -> Habit:
    """Return what one page does; its Markdown is parsed for that."""
    headings = document.headings
    used = () if "<" not in document.text else (tag.name for tag in document.tags if not tag.closing)
    components = {name.partition(".")[0] for name in used if name[:1].isupper()}
    return Habit(document.path, headings[0].level if headings else None, tuple(sorted(components)))


def habits_of(pages: Iterable[Habit]) -> Habits:
    """Return what some pages have in common."""
    levels: Counter[int] = Counter()
    users: dict[str, int] = defaultdict(int)
    for page in pages:
        if page.first_heading is not None:
            levels[page.first_heading] += 1
        for name in page.components:
            users[name] += 1
    headed = levels.total()
    level, agreeing = levels.most_common(1)[0] if levels else (None, 0)
    settled = headed >= _FEWEST and agreeing >= _MAJORITY * headed
    ranked = sorted(users.items(), key=lambda one: (-one[1], one[0]))
    settled_names = [name for name, times in ranked if times >= _PAGES]
    slips = {name for name, times in ranked if times < _PAGES and closest(name, settled_names) is not None}
    return Habits(
        level if settled else None,
        agreeing,
        headed,
        tuple(one for one in ranked if one[0] not in slips),
        tuple(one for one in ranked if one[0] in slips),
    )
