"""What init concludes from the links of the pages: slugs, routes, whether titles are printed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from linter.config_model import parse
from linter.document import Document
from linter.inference import (
    FoundCollection,
    FoundRoutes,
    FoundSite,
    GuessedCollection,
    Habits,
    InferredSchema,
    configuration_text,
    habit_of,
    habits_of,
    routes_of,
    served_pages,
    slug_of,
)
from linter.inference.routing import FoundRoute
from linter.inference.slugging import FoundSlug

from .conftest import sketches

_NAMES = [f"page-{number}" for number in range(12)]


def _site(targets: list[str], *, front_matter: str = "title: T", pages: tuple[str, ...] = ()) -> FoundRoutes:
    """Return the routes of a collection of twelve documents, all linked from one page."""
    drawn = {one.path: one for one in sketches({f"_data/guides/{name}.md": front_matter for name in _NAMES})}
    guides = GuessedCollection("guides", ("_data/guides/*.md",), tuple(drawn))
    text = " ".join(f"[x]({target})" for target in targets)
    return routes_of([habit_of(Document.of(text)).addresses], [guides], drawn, pages)


def test_the_form_that_links_to_headings_have() -> None:
    headings = [f"## Où aller, étape {number} ?" for number in range(12)]
    links = [f"[x](#ou-aller,-etape-{number}-?)" for number in range(12)] + ["[y](#nowhere)", "[z](#id)", '<a id="id">']
    found = slug_of([habit_of(Document.of("\n\n".join([*headings, *links]))).slugs])
    assert found == FoundSlug("nfd-strip | lower | spaces-to-dashes", 12, 12)


def test_few_links_or_several_forms_say_nothing() -> None:
    few = Document.of("## Un titre\n\n[x](#un-titre)")
    assert slug_of([habit_of(few).slugs]) is None
    mixed = [f"## Le n° {number}\n\n[x](#le-n-{number}) [y](#le-n°-{number})" for number in range(9)]
    assert slug_of(habit_of(Document.of(text)).slugs for text in mixed) is None


def test_a_collection_is_served_where_nearly_all_addresses_name_its_documents() -> None:
    targets = [f"/guides/{name}?page=2#a" for name in _NAMES]
    found = _site(
        [*targets, "/guides/page-none", "/guides", "/guides/page-1/pdf", "/aide/b/c", "/plan.pdf", "//host/x"]
    )
    assert found.collections == {"guides": FoundRoute("/guides/{stem}", 12, 13)}
    assert found.further == ("/aide/:rest*", "/guides", "/guides/{guides.$stem}/pdf")


@pytest.mark.parametrize(
    ("targets", "front_matter"),
    [
        ([f"/guides/{name}" for name in _NAMES[:9]], "title: T"),
        ([*(f"/guides/{name}" for name in _NAMES), "/guides/x", "/guides/y"], "title: T"),
        ([f"/guides/{name}" for name in _NAMES], "permalink: /g"),
        ([f"/{name}" for name in _NAMES], "title: T"),
        ([*(f"/guides/{name}" for name in _NAMES), *(f"/{number}/x" for number in range(50))], "title: T"),
    ],
    ids=["few", "others", "permalinks", "root", "too much else"],
)
def test_nothing_is_said_where_it_is_not_certain(targets: list[str], front_matter: str) -> None:
    assert _site(targets, front_matter=front_matter) == FoundRoutes()


def test_the_pages_of_a_program_are_all_there_is() -> None:
    files = (
        "pages/_app.tsx", "pages/404.tsx", "pages/api/list.js", "pages/index.tsx", "pages/guides/index.tsx",
        "pages/guides/[slug].tsx", "pages/guides/[slug]/print.tsx", "pages/terms/[word].jsx", "components/pages/a.tsx",
    )  # fmt: skip
    pages = served_pages(files)
    assert pages == ("/", "/guides", "/guides/[slug]", "/guides/[slug]/print", "/terms/[word]")
    found = _site(["/guides/page-1", "/guides/page-2", "/guides/gone", "/nowhere"], pages=pages)
    assert found.collections == {"guides": FoundRoute("/guides/{stem}", 2, 3)}
    assert found.further == ("/", "/guides", "/guides/{guides.$stem}/print", "/terms/[word]")
    assert served_pages(["src/app/(site)/aide/page.tsx", "app/layout.tsx", "a.md"]) == ("/aide",)


def test_what_was_found_is_written_with_its_evidence() -> None:
    guess = GuessedCollection("guides", ("_data/guides/*.md",), ("_data/guides/a.md",))
    one = FoundCollection(guess, InferredSchema({}, (), {}), Habits(titled=6, titled_twice=4))
    routes = FoundRoutes({"guides": FoundRoute("/guides/{stem}", 12, 13)}, ("/", "/aide/:rest*"))
    text = configuration_text([one], site=FoundSite(FoundSlug("github", 30, 31), routes, "_redirects", ("public",)))
    assert text.splitlines()[3:] == [
        "[links]",
        'slug = "github" # 30/31 links to headings lead to one by it',
        "# Besides the collections these are linked to; all below is taken for good.",
        'routes = ["/", "/aide/:rest*"]',
        'redirects = "_redirects"',
        'roots = ["public"]',
        "",
        "# 1 documents",
        "[[collections]]",
        'name = "guides"',
        'files = ["_data/guides/*.md"]',
        'route = "/guides/{stem}" # 12/13 addresses that are linked to',
        'rules = { h1-in-body = "off" } # 4/6 pages with a title and headings have one',
    ]
    assert parse(tomllib.loads(text), Path("contentlint.toml")).collections[0].route == "/guides/{stem}"
    for twice, said in ((30, True), (29, False)):
        habit = FoundCollection(guess, InferredSchema({}, (), {}), Habits(titled=300, titled_twice=twice))
        assert ("h1-in-body" in configuration_text([habit])) is said
    whole = configuration_text([one] * 3)
    assert 'h1-in-body = "off" # 12/18 pages' in whole
    assert "rules = {" not in whole


def test_pages_that_have_their_title_in_the_text_as_well() -> None:
    def habits(text: str) -> Habits:
        return habits_of([habit_of(Document.of(f"---\ntitle: T\n---\n{text}\n"))] * 6)

    assert habits("# T\n\n## A").prints_no_title
    assert not habits("## A").prints_no_title
    assert not habits("No heading").prints_no_title
