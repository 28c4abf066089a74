"""Fixes on documents of any order, quotes, comments and line endings: what was meant is there, nothing else changes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from linter import catalog
from linter.document import Document
from linter.document.front_matter import read
from linter.fixing import fix
from linter.rule import configured
from linter.text import Source

SCHEMA = {
    "additionalProperties": False,
    "required": ["title", "tagline", "is_open"],
    "properties": {
        "title": {"x-lint": {"aliases": ["titre", "intitulé"]}},
        "tagline": {"default": "à compléter : bientôt"},
        "is_open": {"x-lint": {"insert": 0}},
        "slug": {"x-lint": {"equals": "filename"}},
        "theme": {"enum": ["Santé", "Écologie"]},
        "day": {"format": "date", "x-lint": {"date": {"order": "DMY"}}},
        "tags": {"uniqueItems": True},
        "contact": {
            "required": ["mail", "name"],
            "properties": {"name": {"default": "Accueil"}, "mail": {"x-lint": {"insert": "a@exemple.fr"}}},
            "additionalProperties": False,
        },
    },
}
RULES = tuple(
    configured(catalog.rules()[name], {"schema": SCHEMA})
    for name in ("unknown-key", "missing-required-key", "value-not-allowed", "invalid-date", "duplicate-list-item")
)
MEMBERS = {
    "title": (("titre: API", "title", "API"), ("'intitulé': \"A # b\"", "title", "A # b"), ("titel: x", "title", "x")),
    "slug": (("slug: maree", "slug", "marees"), ('slug: "a"', "slug", "marees"), ("slug: >-\n  b", "slug", "marees")),
    "theme": (("theme: sante", "theme", "Santé"), ("theme: 'ecologie'", "theme", "Écologie")),
    "day": (("day: 3/4/2024", "day", "2024-04-03"), ("day: '03.04.2024'", "day", "2024-04-03")),
    "tags": (("tags: [a, b, a]", "tags", ["a", "b"]), ("tags:\n  - a\n  - a\n  - c", "tags", ["a", "c"])),
    "contact": (
        ("contact: {mial: b}", "contact", {"mail": "b", "name": "Accueil"}),
        ("contact:\n    mail: c", "contact", {"mail": "c", "name": "Accueil"}),
        ("contact:\n  # qui ?\n  name: d", "contact", {"mail": "a@exemple.fr", "name": "d"}),
        ("contact: {}", "contact", {"mail": "a@exemple.fr", "name": "Accueil"}),
    ),
}
BODY = "\nUn texte : `titre: x`.\n\n---\n"


@settings(deadline=None)
@given(
    st.permutations(sorted(MEMBERS)),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
    st.integers(1, 6),
    st.sampled_from(["", " # note "]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_fixes_do_what_was_meant_and_nothing_else(
    order: list[str],
    picks: list[int],
    count: int,
    note: str,
    newline: str,
) -> None:
    chosen = [MEMBERS[name][pick % len(MEMBERS[name])] for name, pick in zip(order, picks, strict=True)][:count]
    comments = [f"{note}{index}" if note and "\n" not in each[0] else "" for index, each in enumerate(chosen)]
    lines = [each[0] + comment for each, comment in zip(chosen, comments, strict=True)]
    head = "---\n# la fiche\n" + "\n".join(lines) + "\n---\n"
    text = (head + BODY).replace("\n", newline)
    done = fix(Document("api/marees.md", Source(text)), RULES, unsafe=True)
    assert done.rolled_back is None
    after = done.document.text
    data = read(after).data
    expected = {"tagline": "à compléter : bientôt", "is_open": 0} | {key: value for _, key, value in chosen}
    assert data == expected
    assert after.endswith(BODY.replace("\n", newline))
    assert after.count("\n") == after.count(newline)
    assert all(comment in after for comment in ("# la fiche", *comments))
