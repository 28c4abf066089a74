"""The site that documents make: seen by the files around them, told by the configuration, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter import runner
from linter.config import ConfigurationError
from linter.config_file import load
from linter.document.flavour import Flavour
from linter.files import Folder
from linter.generators import Generators
from linter.session import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]

LINKS = ("broken-route", "broken-fragment")


def found(root: Path) -> list[tuple[str, str]]:
    """Return the rule and the text of each finding about links."""
    run = runner.run(load(root), (str(root),), Order()).run
    texts = [(one, (root / one.path).read_text(encoding="utf-8")) for one in run.findings if one.rule in LINKS]
    return [(one.rule, text[one.span.start : one.span.end]) for one, text in texts]


@pytest.mark.parametrize(
    ("files", "document", "expected"),
    [
        (["docusaurus.config.ts", "docs/a.md"], "docs/a.md", ("docusaurus", Flavour.DOCUSAURUS)),
        (["website/docusaurus.config.js", "docs/a.mdx"], "docs/a.mdx", ("docusaurus", Flavour.DOCUSAURUS)),
        (["hugo.toml", "content/a/b.md"], "content/a/b.md", ("hugo", Flavour.HUGO)),
        (["config.toml", "content/a.md", "layouts/b.html"], "content/a.md", ("hugo", Flavour.HUGO)),
        (["_config.yml", "_posts/a.md"], "_posts/a.md", ("jekyll", Flavour.KRAMDOWN)),
        (["mkdocs.yml", "docs/a.md"], "docs/a.md", ("mkdocs", Flavour.PYTHON_MARKDOWN)),
        (["docs/conf.py", "docs/index.md", "docs/a.md"], "docs/a.md", ("sphinx", Flavour.MYST)),
        (["hugo.toml", "README.md"], "README.md", ("code-host", Flavour.AUTO)),
        (["docusaurus.config.js"], "docs/README.md", ("docusaurus", Flavour.DOCUSAURUS)),
        (["docusaurus.config.js"], "packages/one/README.md", ("code-host", Flavour.AUTO)),
        (["docs/docusaurus.config.js"], "docs/README.md", ("code-host", Flavour.AUTO)),
        (["docusaurus.config.js"], "docs/security.md", ("docusaurus", Flavour.DOCUSAURUS)),
        (["hugo.toml"], "themes/one/SECURITY.md", ("code-host", Flavour.AUTO)),
        (["config.toml", "a.md"], "a.md", ("unknown", Flavour.AUTO)),
        (["a.mdx"], "a.mdx", ("unknown", Flavour.MDX)),
    ],
)
def test_the_generator_is_seen_by_its_files(
    site: Site, files: list[str], document: str, expected: tuple[str, Flavour]
) -> None:
    root = site(dict.fromkeys(files, "x"))
    generator = Generators(Folder(root.resolve())).of(document)
    assert (generator.name, generator.flavour) == expected


def test_nothing_is_said_of_routes_before_they_are_told(site: Site) -> None:
    files: dict[str, str | bytes] = {"api/a.md": "[b](/les-api/b) [c](/c)\n"}
    collection = '[[collections]]\nname = "api"\nfiles = ["api/*.md"]\nroute = "/les-api/{stem}"\n'
    assert found(site({**files, "contentlint.toml": collection})) == []
    told = f"{collection}[links]\nroutes = []\n"
    assert len(found(site({**files, "contentlint.toml": told}))) == 2


def test_routes_redirects_files_and_values_of_the_front_matter_are_served(site: Site) -> None:
    root = site(
        {
            "contentlint.toml": (
                '[links]\nroutes = ["/x/{api.aliases[]}"]\nredirects = "_redirects"\nslug = "lower"\n'
                '[[collections]]\nname = "api"\nfiles = ["docs/**/*.md"]\nroute = "/les-api/{path}"\n'
            ),
            "_redirects": "/old/* /new 301\n",
            "static/logo.svg": "<svg/>",
            "docs/a/index.md": "---\naliases: [eins]\n---\n# Un\n",
            "docs/a/b.md": (
                "[1](/les-api/a) [2](/les-api/a/b/#deux) [3](/x/eins) [4](/old/y) ![5](/logo.svg) [6](../a#un)\n\n"
                "[7](/x/zwei) [8](/les-api/a#zwei) [9](/new) [10](./c/d)\n\n# Deux\n"
            ),
        }
    )
    assert found(root) == [
        ("broken-route", "/x/zwei"),
        ("broken-fragment", "/les-api/a#zwei"),
        ("broken-route", "/new"),
        ("broken-route", "./c/d"),
    ]


def test_hugo_finds_pages_by_their_files(site: Site) -> None:
    told = '[[collections]]\nname = "a"\nfiles = ["content/a/**"]\nroute = "/a/{path}"\n[links]\nroutes = []\n'
    page = "[1](/a/b.md) [2](/a/B/) [3](/a/_index.md) [4](/a/c.md)\n"
    root = site({"contentlint.toml": told, "hugo.toml": "", "content/a/_index.md": page, "content/a/b.md": "B\n"})
    assert found(root) == [("broken-route", "/a/c.md")]


def test_the_flavour_that_is_set_wins(site: Site) -> None:
    page = "{% raw %}[a](TODO){% endraw %}\n"
    for setting, count in (("", 0), ('flavour = "gfm"\n', 1)):
        root = site({"contentlint.toml": setting, "a.md": page})
        run = runner.run(load(root), (str(root),), Order()).run
        assert len([one for one in run.findings if one.rule == "placeholder-link"]) == count


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('[links]\nredirects = "../a"', "leads out of"),
        ('[links]\nredirects = "absent.js"', "there is no such file"),
        ('[links]\nslug = "githab"', "no slug function"),
        ('flavour = "kramdwn"', "flavour"),
        ('[[collections]]\nname = "a"\nfiles = ["*"]\nroute = "/{a}/{b}"', "route"),
    ],
)
def test_mistakes_in_what_is_told_are_no_secret(site: Site, line: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load(site({"contentlint.toml": line}))
