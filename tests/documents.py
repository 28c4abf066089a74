"""Strategies that build documents: front matter of all styles, Markdown, damaged characters, line endings."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *(
            "secteur",
            "privé",
            "données",
            "L’été",
            "à",
            "Straße",
            "日本語",
            "naïve",
            "TODO",
            "n°",
            "100 %",
            "🙋",
            "Жизнь",
        ),
        *(
            "privÃ©",
            "donnÃ©es",
            "√©",
            "lâ€™été",
            "Ð–Ð¸Ð·Ð½ÑŒ",
            "e\u0301",
            "mot\u200bcoupé",
            "\ufeff",
            "\xa0",
            "&amp;amp;",
        ),
        *("\udce9", "\x92", "a@exemple.fr", "https://exemple.fr/a?b=c", "<b>gras</b>", "`code`", "**fort**", "_doux_"),
        *(
            "[lien](a@exemple.fr)",
            "[lien](TODO)",
            "[lien]()",
            "[a][b]",
            "![image](x.png)",
            "<a@exemple.fr>",
            "\\*",
            "|",
        ),
        *(
            "[lien](http://exemple.fr )",
            "{{ page.title }}",
            "{% if a %}",
            "<Carte a={1}>",
            "</Carte>",
            ":::",
            "#",
            "^[n]",
        ),
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
SCALARS = st.one_of(
    PHRASES,
    PHRASES.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    PHRASES.map(lambda text: "'" + text.replace("'", "''") + "'"),
    st.sampled_from(
        ["12", "1.10", "12:30", "no", "Yes", "0612345678", "2023-02-31", "2023-01-30", "~", "", "[]", "{}"]
    ),
    st.sampled_from(
        ["API : la suite", "@dinum", "[a, b", "&x un", "*x", "!!str a", "!!python/object:a.b {}", "# rien"]
    ),
    st.lists(PHRASES, min_size=1, max_size=3).map(
        lambda lines: "|\n" + "".join(f"    {line}\n" for line in lines)[:-1]
    ),
    st.lists(PHRASES, min_size=1, max_size=3).map(
        lambda lines: ">-\n" + "".join(f"    {line}\n" for line in lines)[:-1]
    ),
    st.lists(PHRASES, min_size=1, max_size=3).map(lambda items: "\n" + "".join(f"  - {item}\n" for item in items)[:-1]),
    st.lists(PHRASES, min_size=1, max_size=2).map(
        lambda items: "\n" + "".join(f"  k{len(i)}: {i}\n" for i in items)[:-1]
    ),
)
KEYS = st.sampled_from(["title", "tags", "contact", "clé", "a b", '"q"', "date", "nom", "<<", "x-y", "title"])
PAIRS = st.tuples(KEYS, SCALARS, st.sampled_from(["", "", "", "  # note", " "])).map(
    lambda pair: f"{pair[0]}: {pair[1]}{pair[2]}\n"
)
HEADS = st.one_of(
    st.just(""),
    st.lists(PAIRS, max_size=5).map(lambda pairs: f"---\n{''.join(pairs)}---\n\n"),
    st.lists(PAIRS, max_size=3).map(lambda pairs: f"---\n# en tête\n{''.join(pairs)}...\n"),
    st.just('+++\ntitle = "privÃ©"\nn = [1, 2]\n+++\n\n'),
    st.just('{\n  "title": "privÃ©"\n}\n\n'),
)
BLOCKS = st.one_of(
    PHRASES,
    st.tuples(st.sampled_from(["# ", "## ", "#### ", "#", "- ", "* ", "1. ", "> ", "    ", "  - ", "\t"]), PHRASES).map(
        "".join
    ),
    st.tuples(PHRASES, st.sampled_from(["  ", " ", "\\", "\n---", "\n==="])).map("".join),
    st.tuples(PHRASES, PHRASES).map(lambda cells: f"| {cells[0]} | b |\n|---|---|\n| {cells[1]} | 1 |"),
    PHRASES.map(lambda text: f"```md\n{text}\n```"),
    PHRASES.map(lambda text: f"<!-- {text} -->"),
    PHRASES.map(lambda text: f"<div>\n{text}\n</div>"),
    st.sampled_from(["[b]: https://exemple.fr", "[^n]: note", "***", "", "<!-- contentlint-disable -->", "{:.x}"]),
)
ENDINGS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a document as people, editors and broken exports make them."""
    gaps = st.sampled_from(["\n", "\n\n", "\n\n\n\n", "  \n"])
    body = "".join(block + draw(gaps) for block in draw(st.lists(BLOCKS, max_size=6)))
    text = draw(HEADS) + body
    if draw(st.integers(0, 3)) == 0:
        text = text.rstrip("\n")
    text = text.replace("\n", draw(ENDINGS))
    if draw(st.integers(0, 9)) == 0 and text:
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.text(max_size=3)) + text[place:]
    return draw(st.sampled_from([b"", b"", b"", b"\xef\xbb\xbf"])) + text.encode("utf-8", "surrogateescape")
