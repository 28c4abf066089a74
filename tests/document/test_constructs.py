"""What a flavour owns is hidden from the Markdown parser, and nothing else is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.constructs import HIDDEN, constructs, hidden
from linter.document.flavour import Flavour
from linter.document.markdown import parse
from linter.document.region import Region

PIECES = st.sampled_from(
    [
        *("{%", "%}", "{{", "}}", "{{<", ">}}", "{{%", "{", "}", "{::comment}", "{:/}", "$$", ":::"),
        *(" highlight x ", " endhighlight ", " code ", " /code ", "import a", "export {"),
        *("\n", "\n\n", "`", "```\n", "[a](b)", "# é\n", "    ", "😀"),
    ]
)


def owned(text: str, flavour: Flavour) -> list[tuple[str, bool]]:
    view = parse(Region(text, ""), flavour)
    return [(text[one.start : one.end], one.code) for one in view.owned]


@pytest.mark.parametrize(
    ("flavour", "text", "expected"),
    [
        (Flavour.AUTO, "a {% link x y.md %} {{ b }}", [("{% link x y.md %}", False), ("{{ b }}", False)]),
        (Flavour.GFM, "a {% link x y.md %} {{ b }}", []),
        (
            Flavour.KRAMDOWN,
            "{% highlight ruby %}\n# [a](b)\n{% if c %}\n{% endhighlight %} {% x %}",
            [("{% highlight ruby %}\n# [a](b)\n{% if c %}\n{% endhighlight %}", True), ("{% x %}", False)],
        ),
        (Flavour.KRAMDOWN, "{% raw %} [a](b) {% x %}", [("{% raw %}", False), ("{% x %}", False)]),
        (Flavour.KRAMDOWN, "{::comment}\n[a](b)\n{:/comment} c", [("{::comment}\n[a](b)\n{:/comment}", True)]),
        (Flavour.KRAMDOWN, "$$a_b$$ {: .c}", [("$$a_b$$", True)]),
        (
            Flavour.HUGO,
            '{{< highlight go "a" >}}x{{< /highlight >}} {{% note %}}y{{% /note %}}',
            [
                ('{{< highlight go "a" >}}x{{< /highlight >}}', True),
                ("{{% note %}}", False),
                ("{{% /note %}}", False),
            ],
        ),
        (Flavour.HUGO, "`{{< ref a >}}` {{< code-toggle a=b />}}", [("{{< code-toggle a=b />}}", False)]),
        (
            Flavour.MDX,
            "import A from 'a'\n\nexport const b = {\n\n  c,\n}\n\n# d {#e}\n\n<A f={g > {h: 1}}/>{/* i */}\nimport j",
            [("import A from 'a'", True), ("export const b = {\n\n  c,\n}", True), ("<A f={g > {h: 1}}/>", False)],
        ),
        (Flavour.DOCUSAURUS, ":::note [a]\n[b](c)\n:::", [(":::note [a]", False), (":::", False)]),
        (Flavour.MYST, "(a)=\n# B\n% c\n", [("(a)=", False), ("% c", True)]),
    ],
)
def test_what_is_owned(flavour: Flavour, text: str, expected: list[tuple[str, bool]]) -> None:
    assert owned(text, flavour) == expected


def test_a_template_in_a_destination_is_part_of_it() -> None:
    text = "[a]({% link b c.md %}) ![d]({{ e.f }}/g.png 'h') # not a heading"
    found = [(link.target, link.text, link.image) for link in parse(Region(text, "")).links]
    assert found == [("{% link b c.md %}", "a", False), ("{{ e.f }}/g.png", "d", True)]


def test_a_template_in_a_heading_is_read_as_written() -> None:
    (heading,) = parse(Region("# a {{ b_c_d }} *e*\n", "")).headings
    assert heading.text == "a {{ b_c_d }} e"


def test_what_stands_in_a_block_of_code_of_a_template_is_code() -> None:
    text = "{% highlight md %}\n# a [b](c) <D/>\n{% endhighlight %}\n\n# e\n"
    view = parse(Region(text, ""), Flavour.KRAMDOWN)
    assert [heading.text for heading in view.headings] == ["e"]
    assert (view.links, view.tags) == ((), ())
    assert view.in_code(text.index("[b]"))


def test_jsx_begins_no_block_of_html() -> None:
    text = (
        "<Box>\n`<a href=''>` [b](c)\n<Tabs\n  d={e > f}\n>\n```js\n\n<G />\n```\n# h\n"
        "    <div class='i'>\n- <J k='l'>[m](n)</J>\n"
    )
    view = parse(Region(text, ""), Flavour.MDX)
    assert [tag.name for tag in view.tags] == ["Box", "Tabs", "div", "J", "J"]
    assert [link.target for link in view.links] == ["c", "n"]
    assert [heading.text for heading in view.headings] == ["h"]
    assert view.in_code(text.index("<G"))
    assert not Document.of(text, "a.md").markdown.in_code(text.index("<a"))


def test_code_within_jsx_is_code_however_far_it_is_indented() -> None:
    text = "<Tabs>\n  <Tab>\n      ```js\n      # a [b](c)\n\n      <D>\n      ```\n  </Tab>\n</Tabs>\n\n# e \\<F>\n"
    view = parse(Region(text, ""), Flavour.MDX)
    assert [tag.name for tag in view.tags] == ["Tabs", "Tab", "Tab", "Tabs"]
    assert view.links == ()
    assert [heading.text for heading in view.headings] == ["e <F>"]


def test_a_definition_holds_no_tags() -> None:
    assert parse(Region('[//]: # "use <Card>"\n\n<B />\n', ""), Flavour.MDX).tags[0].name == "B"


def test_links_in_jsx_are_links() -> None:
    text = "<Card\n  href='a'\n  b={{c: 1}}\n>\n\n<img src='d' alt='e'/>\n"
    found = [(link.kind, link.target, link.tag) for link in parse(Region(text, ""), Flavour.MDX).links]
    assert found == [("attribute", "a", "Card"), ("attribute", "d", "img")]


def test_a_document_of_mdx_is_known_by_its_name() -> None:
    text = "import {A, B} from './a_b_c.mdx'\n\n<A b='x'/>\n"
    assert Document.of(text, "a.mdx").in_code(3)
    assert not Document.of(text, "a.md").in_code(3)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(Flavour))
def test_hiding_keeps_every_place(text: str, flavour: Flavour) -> None:
    found = constructs(text, flavour, lambda _offset: False)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    masked = hidden(text, found)
    assert len(masked) == len(text)
    assert all(new in {old, HIDDEN} for old, new in zip(text, masked, strict=True))
    view = parse(Region(text, ""), flavour)
    for link in view.links:
        assert text[link.start : link.end] is not None
        assert HIDDEN not in link.target + link.text
    assert all(HIDDEN not in heading.text for heading in view.headings)
    assert all(start < end for start, end in view.text_spans)
