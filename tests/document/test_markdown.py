"""What the Markdown view finds, and that each place is exactly where it is written."""

from __future__ import annotations

import pytest
from hypothesis import given

from linter.document import Document
from linter.document.markdown import Markdown, is_plain, parse
from linter.document.region import Region
from linter.text import Span
from tests.documents import documents

BEFORE = 7  # the body does not begin at the beginning of the file


def read(text: str) -> Markdown:
    return parse(Region(text, "", BEFORE))


def shown(view: Markdown, span: Span) -> str:
    return view.region.text[span.start - BEFORE : span.end - BEFORE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("é [là](x/y.md)", ("inline", "x/y.md", "[là](x/y.md)", "x/y.md", "là")),
        ("😀[a]()b", ("inline", "", "[a]()", "", "a")),
        ("[](x)", ("inline", "x", "[](x)", "x", "")),
        ("[a](<b c> 'd')", ("inline", "b c", "[a](<b c> 'd')", "b c", "a")),
        ("[a](  b(c)d\n'e')", ("inline", "b(c)d", "[a](  b(c)d\n'e')", "b(c)d", "a")),
        (r"[a\]](b\)c&amp;d)", ("inline", "b)c&d", r"[a\]](b\)c&amp;d)", r"b\)c&amp;d", "a]")),
        ("[`](`](b)", ("inline", "b", "[`](`](b)", "b", "](")),
        ("![*é* b](c)", ("inline", "c", "![*é* b](c)", "c", "é b")),
        ("> [a\n> ](\n> b)", ("inline", "b", "[a\n> ](\n> b)", "b", "a ")),
        ("[l](mailto:a b@c.fr)", ("inline", "mailto:a b@c.fr", "[l](mailto:a b@c.fr)", "mailto:a b@c.fr", "l")),
        (
            "<https://é.fr/?a&b>",
            ("autolink", "https://é.fr/?a&b", *["<https://é.fr/?a&b>", *["https://é.fr/?a&b"] * 2]),
        ),
        ("<a.b@c.fr>", ("email", "a.b@c.fr", "<a.b@c.fr>", "a.b@c.fr", "a.b@c.fr")),
        (
            "voir https://c.fr/a_b.",
            ("bare", "https://c.fr/a_b", "https://c.fr/a_b", "https://c.fr/a_b", "https://c.fr/a_b"),
        ),
        ("(www.c.fr/a(b))", ("bare", "http://www.c.fr/a(b)", "www.c.fr/a(b)", "www.c.fr/a(b)", "www.c.fr/a(b)")),
        ("« https://c.fr/&copy; »", ("bare", "https://c.fr/", "https://c.fr/", "https://c.fr/", "https://c.fr/")),
        ("**https://c.fr**", ("bare", "https://c.fr", "https://c.fr", "https://c.fr", "https://c.fr")),
        ("|https://c.fr|b|\n|-|-|", ("bare", "https://c.fr", "https://c.fr", "https://c.fr", "https://c.fr")),
        ('<a href="b&amp;c">d <b>e</b></a>', ("attribute", "b&c", '<a href="b&amp;c">', "b&amp;c", "d e")),
        ("<div>\n<img src='b' alt='c'>\n</div>", ("attribute", "b", "<img src='b' alt='c'>", "b", "c")),
        ("x <Card to={a > b} href='c'/>", ("attribute", "c", "<Card to={a > b} href='c'/>", "c", "")),
    ],
)
def test_a_link_is_found_at_its_place(text: str, expected: tuple[str, str, str, str, str]) -> None:
    kind, target, span, destination, visible = expected
    view = read(text)
    (link,) = view.links
    assert (link.kind, link.target) == (kind, target)
    assert shown(view, link.destination) == text[link.start : link.end] == destination
    assert shown(view, link.span) == span
    assert link.text == visible


@pytest.mark.parametrize(
    "text",
    [
        "[a][b]",
        "a@b.fr",
        "http://",
        "https://a_b.c_d/e",
        "awww.b.fr",
        "`https://b.fr [a](b)`",
        "    [a](b)",
        "[a](deux mots)",
        r"\[a](mailto:b c)",
        "<a href={b}>c</a>",
        "<!-- [a](b) https://c.fr -->",
        "<script>\nlet a = '<a href=\"b\">'\n</script>",
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert read(text).links == ()


def test_a_bare_url_inside_a_link_is_part_of_it() -> None:
    kinds = [link.kind for link in read("[https://a.fr](b) <a href='c'>https://d.fr</a>").links]
    assert kinds == ["inline", "attribute"]


@pytest.mark.parametrize("reference", ["[A É][b  c]", "[b c][]", "[B C]", "![d][b c]"])
def test_a_reference_link_leads_where_its_definition_does(reference: str) -> None:
    view = read(f"{reference} e\n\n- f\n\n  [b c]:\n    <g h>\n    'i'\n")
    (link,) = view.links
    (definition,) = view.definitions
    assert (link.kind, link.target, link.title, link.image) == ("reference", "g h", "i", reference[0] == "!")
    assert link.label is not None
    assert shown(view, link.span) == reference
    assert link.destination == definition.destination
    assert shown(view, definition.destination) == "g h"
    assert shown(view, definition.span).startswith("[b c]:")


def test_images_in_links_keep_their_order() -> None:
    assert [(link.target, link.image) for link in read("[![a](b)](c) ![d](e)").links] == [
        ("c", False),
        ("b", True),
        ("e", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Été `a` *b* {#c}\n", (2, "Été a b", "## Été `a` *b* {#c}", "Été `a` *b*", "c")),
        ("a\n\n  Deux\nlignes\n  ---\n", (2, "Deux lignes", "Deux\nlignes\n  ---", "Deux\nlignes", None)),
        ("> # \\*a #\n", (1, "*a", "# \\*a #", "\\*a", None)),
        ("#\n", (1, "", "#", "", None)),
        ("# a {: .b}\n", (1, "a", "# a {: .b}", "a", None)),
    ],
)
def test_headings(text: str, expected: tuple[int, str, str, str, str | None]) -> None:
    level, plain, span, content, identifier = expected
    view = read(text)
    (heading,) = view.headings
    assert (heading.level, heading.text, heading.id) == (level, plain, identifier)
    assert (shown(view, heading.span), shown(view, heading.content)) == (span, content)


def test_a_table_has_cells_without_its_delimiter_row_and_attribute_list() -> None:
    view = read("| é | b \\| c |\n|---|---|\n| [d](e) | |\n| f\n{:.g}\n")
    (table,) = view.tables
    assert [[shown(view, cell) for cell in row] for row in table.rows] == [["é", "b \\| c"], ["[d](e)", ""], ["f"]]
    assert [found.text for found in view.attribute_lists] == ["{:.g}"]


def test_attribute_lists() -> None:
    view = read("# a {#b}\n{: #c}\n\n*d*{:.e} f {:.g} h\n{:toc}\n\n`{:.i}` {::j /}\n")
    assert [shown(view, found.span) for found in view.attribute_lists] == ["{: #c}", "{:.e}", "{:toc}"]


def test_code_is_known_by_its_place() -> None:
    view = read("é `a` b\n\n```py c\nd\n```\n\n    e\n")
    assert [(code.block, code.info, shown(view, code.span)) for code in view.code] == [
        (False, "", "`a`"),
        (True, "py c", "```py c\nd\n```"),
        (True, "", "e"),
    ]
    assert [view.in_code(BEFORE + offset) for offset in (1, 2, 4, 5, 9, 24)] == [False, True, True, False, True, False]


def test_tags_and_their_attributes() -> None:
    view = read("a <B c=\"d\" e='f' g={ {h: 1} } i {...j}>k</B>\n\n> <l\n> m=n>\n")
    tags = [(shown(view, tag.name_span), tag.closing, tag.self_closing) for tag in view.tags]
    assert tags == [("B", False, False), ("B", True, False), ("l", False, False)]
    attributes = [
        (found.name, found.value, shown(view, found.span), found.value_span and shown(view, found.value_span))
        for tag in view.tags
        for found in tag.attributes
    ]
    assert attributes == [
        ("c", "d", 'c="d"', "d"),
        ("e", "f", "e='f'", "f"),
        ("g", None, "g={ {h: 1} }", None),
        ("i", None, "i", None),
        ("m", "n", "m=n", "n"),
    ]


def test_comments() -> None:
    view = read("a <!-- b --> {/* c */} `{/* d */}`\n\n<!-- e\n\nf -->\n\n<div>\n<!-- g")
    assert [comment.text for comment in view.comments] == ["b", "c", "e\n\nf", "g"]
    assert [shown(view, comment.span)[:3] for comment in view.comments] == ["<!-", "{/*", "<!-", "<!-"]


def test_blocks_are_the_skeleton() -> None:
    view = read("# a\n\n1. b\n   - c\n\n> d\n\n---\n\n<p>\n")
    assert [(block.kind, block.depth, shown(view, block.span)) for block in view.blocks] == [
        ("heading-1", 0, "# a"),
        ("ordered-list", 0, "1. b\n   - c"),
        ("item", 1, "1. b\n   - c"),
        ("list", 2, "- c"),
        ("item", 3, "- c"),
        ("block-quote", 0, "> d"),
        ("paragraph", 1, "d"),
        ("thematic-break", 0, "---"),
        ("html", 0, "<p>"),
    ]


def test_text_is_what_is_neither_code_nor_markup() -> None:
    view = read("# a `b` c\\_d\n*e* [f](g) <i>h</i> <J k={l => 1}/> {/* m */}\n\n<p>n</p>\n")
    assert [view.region.text[start:end] for start, end in view.text_spans if view.region.text[start:end].strip()] == [
        "a ",
        " c\\_d",
        "e",
        "f",
        "h",
    ]


def test_what_cannot_be_encoded_keeps_every_place() -> None:
    view = read("\udce9\0é [a](b\udce9) # c")
    (link,) = view.links
    assert shown(view, link.destination) == "b\udce9"


def test_a_string_of_the_front_matter_is_mapped_character_by_character() -> None:
    text = "é [a](b) ''"
    spans = [Span(10 + 2 * index, 12 + 2 * index) for index in range(len(text))]
    (link,) = parse(Region(text, "/a", spans=lambda: spans)).links
    assert (link.span, link.destination) == (Span(14, 26), Span(22, 24))


@pytest.mark.parametrize("text", ["", "Une phrase, simple : l'été - etc.", "- a\n* b", "a@b.fr"])
def test_a_plain_text_needs_no_parser(text: str) -> None:
    assert is_plain(text)
    assert "_events" not in vars(read(text)) | {"links": read(text).links}


@pytest.mark.parametrize("text", ["[", "a <b", "`", "# a", "a\n--", "a|b", "x://y", "www.", "{", "~~~", "    a", "\ta"])
def test_a_text_that_may_hold_elements_is_not_plain(text: str) -> None:
    assert not is_plain(text)


def test_nothing_is_a_link_in_an_mdx_comment() -> None:
    text = "{/* ![a](a.png) [b]\nhttps://exemple.fr <a href='c'>c</a> */} [d](d.md)\n\n[b]: b.md\n"
    assert [link.target for link in parse(Region(text, "", 0)).links] == ["d.md"]


def test_an_image_whose_address_has_blanks_is_an_image() -> None:
    text = "![a](b c.jpg) \\![d](e f.jpg)"
    assert [(link.image, link.span.start, link.target) for link in parse(Region(text, "", 0)).links] == [
        (True, 0, "b c.jpg"),
        (False, 16, "e f.jpg"),
    ]


@given(documents())
def test_line_ends_change_no_construct(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    one, other = Document.of(text), Document.of(text.replace("\n", "\r"))
    for name in ("links", "headings", "tags"):
        assert [each.span for each in getattr(one, name)] == [each.span for each in getattr(other, name)]
