"""Links, images, headings and code of the Markdown view against markdown-it-py, an independent CommonMark parser.

`CONTENTLINT_CORPUS=FOLDER pytest` compares the two on every document below a folder of real repositories; each class of
difference that was found there has an example in `DIFFERENCES`.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from linter.document import Document
from linter.document.flavour import Flavour
from linter.document.markdown import parse
from linter.document.region import Region
from linter.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
CORPUS = os.environ.get("CONTENTLINT_CORPUS", "")
ENDINGS = {".md", ".mdx", ".markdown"}
LARGEST = 150_000  # bytes; the other parser takes its time
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = (
    "# Été [a](b 'c') `d` *e*\n\nf <https://g.fr/?h&amp;i> <j@k.fr> ![l *m*](<n o>)\n",
    "> - [a\n>   b](\n>   c)\n>\n>   ```d\n>   [e](f)\n>   ```\n",
    "[a][b] [b][] [b] ![c][b] [d][e]\n\n- x\n\n  [b]: <f g> 'h'\n",
    "a\nb\n---\n\n## c\\# ##\n\n    # d\n\n1. # e\n",
    "| a | [b](c) |\n|---|---|\n| `d \\| e` | ![f](g\\|h) |\n\n<p>[i](j)</p>\n\n<p>\n\n[k](l)\n",
    "[a [b](c) d](e) [![f](g)](h) *[i*](j) [k](l(m)n) [o](p\\)q) [r](s(t)\n",
    '[a](b"c) [d](e \'f\ng\') [h]( ) [i](<>) [j](k "l\\"m") [n](\u00a0o)\n',
    "\ta\n\n- b\n\n      c\n\n```\nd\n",
    "[a]:\n/b\n'c\nd'\n\n[a] [e\n\n[e]: f g\n",
)


def seen_by_the_other(text: str) -> tuple[list[str], list[tuple[int, str]], list[str]]:
    """Return targets, headings (level and text) and code."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    tokens = parser.parse(text)
    targets, headings, code = [], [], []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in {"fence", "code_block"}:
            code.append(token.content)
        if before is not None and before.type == "heading_open":
            headings.append((int(before.tag[1]), visible(token)))
        for child in walk(token):
            if child.type == "code_inline":
                code.append(child.content)
            if child.type in {"link_open", "image"}:
                target = str(child.attrs["href" if child.type == "link_open" else "src"])
                targets.append(target.removeprefix("mailto:") if child.markup == "autolink" else target)
    return targets, headings, code


def walk(token: Token) -> Iterator[Token]:
    for child in token.children or ():
        yield child
        yield from walk(child)


def visible(token: Token) -> str:
    words = {"softbreak": " ", "hardbreak": " "}
    kept = (child for child in walk(token) if child.type in {"text", "text_special", "code_inline"} | words.keys())
    return "".join(words.get(child.type, child.content) for child in kept).strip()


# Text, then what differs in our view: targets that only we see, that only the other sees, and our headings.
DIFFERENCES = {
    "attributes of a heading are no text of it": ("## a {#b .c}\n", [], [], ["a"]),
    "nothing is a link in a comment of MDX": ("{/* [a](b) */}\n", [], ["b"], []),
    "an address with blanks is meant as a link": ("[a](mailto:b c@d.fr)\n", ["mailto:b c@d.fr"], [], []),
    "a template in an address is part of it": ("[a]({% link b.md %})\n", ["{% link b.md %}"], [], []),
    "nothing is Markdown in code of a template": (
        "{% highlight md %}\n# a [b](c)\n{% endhighlight %}\n",
        [],
        ["c"],
        [],
    ),
    "a heading of nothing but braces is taken for attributes": ("# {DO THIS}\n", [], [], [""]),
    "a heading with a template is read as written": ("# a {{ b * c }} *d*\n", [], [], ["a {{ b * c }} d"]),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_is_read_otherwise_on_purpose(name: str) -> None:
    text, only_ours, only_theirs, headings = DIFFERENCES[name]
    view = parse(Region(text, ""))
    ours, theirs = Counter(link.target for link in view.links), Counter(seen_by_the_other(text)[0])
    assert (list(ours - theirs), list(theirs - ours)) == (only_ours, only_theirs)
    assert [heading.text for heading in view.headings] == headings


@pytest.mark.skipif(not CORPUS, reason="CONTENTLINT_CORPUS names no folder of real repositories")
def test_real_repositories_are_read_alike() -> None:
    pages = [page for page in sorted(Path(CORPUS).rglob("*")) if page.suffix in ENDINGS and page.is_file()]
    differing = [str(page) for page in pages if page.stat().st_size <= LARGEST and not read_alike(page)]
    assert pages
    assert differing == []


def read_alike(page: Path) -> bool:
    """Tell whether links, images and headings of a page are the same, but for the classes of `DIFFERENCES`."""
    document = Document(page.name, Source.decode(page.read_bytes()))
    body = document.body.text.replace("\r\n", "\n").replace("\r", "\n")
    if document.source.unreadable is not None or re.search("[\0\ud800-\udfff]", body):
        return True
    body = re.sub(r"\{/\*.*?\*/\}", "", body, flags=re.DOTALL)
    body = re.sub(r"^([ \t>]*#.*?)[ \t]*\{[^{}\n]*\}[ \t]*$", r"\1", body, flags=re.MULTILINE)
    targets, headings, _code = seen_by_the_other(body)
    view = parse(Region(body, ""), Flavour.GFM)
    found = [link for link in view.links if link.kind in {"inline", "reference", "autolink", "email"}]
    ours = Counter(link.target for link in found if link.target in targets or not re.search(r"\s", link.target))
    return ours == Counter(targets) and [(one.level, one.text) for one in view.headings] == headings


def seen_by_us(text: str) -> tuple[list[str], list[tuple[int, str]], int]:
    """Return targets, headings and the number of pieces of code."""
    view = parse(Region(text, ""))
    targets = [link.target for link in view.links if link.kind in {"inline", "reference", "autolink", "email"}]
    return targets, [(heading.level, heading.text) for heading in view.headings], len(view.code)


@pytest.mark.parametrize("text", SAMPLES)
def test_samples_are_read_alike(text: str) -> None:
    targets, headings, code = seen_by_the_other(text)
    assert seen_by_us(text) == (targets, headings, len(code))


def test_the_sample_catalogue_is_read_alike() -> None:
    pages = sorted((ROOT / "content").rglob("*.md"))
    assert pages
    for page in pages:
        compare(page)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
def test_the_seeds_are_read_alike() -> None:
    for page in SEEDS.glob("*.md"):
        compare(page)


def compare(page: Path) -> None:
    text = page.read_text(encoding="utf-8", errors="surrogateescape")
    body = text.split("\n---\n", 1)[-1]
    targets, headings, code = seen_by_the_other(body)
    found = parse(Region(body, ""))
    meant = [link.target for link in found.links if link.kind == "inline" and " " in link.target]
    assert [target for target in seen_by_us(body)[0] if target not in meant] == targets, page.name
    assert seen_by_us(body)[1:] == (headings, len(code)), page.name
