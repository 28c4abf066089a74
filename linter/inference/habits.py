"""What a collection's pages have in common besides their front matter: first heading, components."""

from __future__ import annotations

from collections import Counter, defaultdict

from linter.inference.routing import addresses
from linter.inference.slugging import slugs_by_link
from linter.spelling import closest
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.document import Document

_MAJORITY = 0.8  # of the pages with a heading begin with one of the same level
_MOSTLY = 0.5
_OFTEN = 0.1  # of the pages with a title have a second one, from which on that is no slip
_FEWEST = 5  # pages with a heading, from which on a majority means something
_PAGES = 3  # pages that use a component, from which on it is no slip, however it is spelt


@dataclass(frozen=True, slots=True)
class Habit:
    """What one page does.

    That is the level of its first heading (None without one), the components it uses, whether it has a heading of
    level 1 besides a title (None without a title or headings), the addresses of the site that it links to, and for
    each link to one of its own headings the slug functions by which it leads there.
    """

    path: str
    first_heading: int | None
    components: tuple[str, ...]
    titled_twice: bool | None = None
    addresses: tuple[str, ...] = ()
    slugs: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """What the pages of a collection do.

    `first_heading` is the level nearly all begin with, None where they disagree; `agreeing` of `headed` pages do.
    `components` are those in use, each with the number of pages; `rare` those that look like slips: used on one or two
    pages, and nearly the name of another. Of `titled` pages with a title and headings, `titled_twice` have a heading of
    level 1 too.
    """

    first_heading: int | None = None
    agreeing: int = 0
    headed: int = 0
    components: tuple[tuple[str, int], ...] = ()
    rare: tuple[tuple[str, int], ...] = ()
    titled: int = 0
    titled_twice: int = 0

    @property
    def prints_no_title(self) -> bool:
        """True where most pages have a heading of level 1 besides a title: it is not printed, or they want it so."""
        return self.titled >= _FEWEST and self.titled_twice >= _MOSTLY * self.titled

    @property
    def has_two_titles(self) -> bool:
        """True where so many pages have a heading of level 1 besides a title that they do so on purpose."""
        return self.prints_no_title or self.titled_twice >= max(_FEWEST, _OFTEN * self.titled)


def habit_of(document: Document) -> Habit:
    """Return what one page does; its Markdown is parsed for that."""
    headings = document.headings
    used = () if "<" not in document.text else (tag.name for tag in document.tags if not tag.closing)
    components = {name.partition(".")[0] for name in used if name[:1].isupper()}
    root = document.front_matter.root
    title = root.child("title") if root and root.kind == "mapping" else None
    titled = title is not None and isinstance(title.value, str) and bool(title.value.strip())
    return Habit(
        document.path,
        headings[0].level if headings else None,
        tuple(sorted(components)),
        any(one.level == 1 for one in headings) if titled and headings else None,
        addresses(document),
        slugs_by_link(document),
    )


def habits_of(pages: Iterable[Habit]) -> Habits:
    """Return what some pages have in common."""
    levels: Counter[int] = Counter()
    users: dict[str, int] = defaultdict(int)
    titled: Counter[bool] = Counter()
    for page in pages:
        if page.titled_twice is not None:
            titled[page.titled_twice] += 1
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
        titled.total(),
        titled[True],
    )
