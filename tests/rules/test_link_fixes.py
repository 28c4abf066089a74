"""Fixes of links, addresses and terms mend what they are about, in any spelling of YAML, and come to rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.fixing import fix
from linter.rule import configured
from linter.rules.email_without_mailto import email_without_mailto
from linter.rules.forbidden_or_moved_host import forbidden_or_moved_host
from linter.rules.malformed_email import malformed_email
from linter.rules.terminology import terminology

RULES = (
    configured(forbidden_or_moved_host, {"moved_hosts": {"vieux.exemple.fr": "neuf.exemple.fr"}}),
    configured(email_without_mailto),
    configured(malformed_email),
    configured(terminology, {"terms": [{"bad": ["le Siret", "siret"], "good": "le SIRET"}]}),
)
PIECES = st.sampled_from(
    [
        "[à nous](aide@exemple.fr)",
        "[ici](https://vieux.exemple.fr/page)",
        '<a href="mailto: aide@exemple.fr">là</a>',
        "https://vieux.exemple.fr",
        "le Siret",
        "`siret`",
        "siret",
        "l’été",
        "# titre",
        "\n",
        "\n\n",
        " : ",
    ]
)
STYLES = ("a: |\n  {}\n", "a: >\n  {}\n", 'a: "{}"\n', "a: '{}'\n", "a: {}\n")


def judged(document: Document) -> list[str]:
    """Return what the safe fixes leave of the things that they can mend."""
    return [name for name in ("](aide@", "mailto: ", "](https://vieux.") if name in document.text]


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_a_body_is_mended_in_one_run(text: str) -> None:
    done = fix(Document.of(text), RULES)
    assert done.rolled_back is None
    assert judged(done.document) == []
    assert fix(done.document, RULES).document.text == done.document.text


@given(st.lists(PIECES, max_size=8).map(" ".join), st.sampled_from(STYLES))
def test_a_front_matter_value_stays_the_same_but_for_what_is_mended(text: str, style: str) -> None:
    value = text.replace("\n", " ") if "|" not in style and ">" not in style else text.replace("\n", "\n  ")
    quoted = value.replace('"', "'") if '"' in style else value.replace("'", "’")
    document = Document.of(f"---\n{style.format(quoted)}b: reste\n---\n")
    done = fix(document, RULES)
    assert done.rolled_back is None
    if document.front_matter.root is not None and not document.front_matter.defects:
        assert done.document.front_matter.root is not None
        assert isinstance(done.document.front_matter.data, dict)
        assert done.document.front_matter.data.keys() == document.front_matter.root.value.keys()  # type: ignore[attr-defined]  # a mapping, as it has no defects
