"""Domains of e-mail addresses: which cannot be, which were meant, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from linter.document import Document
from linter.mail_domains import is_unknown, meant, misspelt
from linter.mail_links import domains_used, domains_written, mail_domains

CENSUS = {"beta.gouv.fr": 40, "exemple.fr": 30, "modernisation.gouv.fr": 12, "exemple.com": 1}


@pytest.mark.parametrize("name", ["a.fr", "a.COM", "a.paris", "a.рф", "a.xn--p1ai", "a.local", "a.test"])
def test_top_level_domains_and_names_for_private_use_are_known(name: str) -> None:
    assert not is_unknown(name)


@pytest.mark.parametrize("name", ["beta.gouv.f", "beta.gouv", "exemple.frr", "exemple.con"])
def test_other_ends_are_not(name: str) -> None:
    assert is_unknown(name)


def test_of_the_list_that_much_is_read_as_tells_top_level_domains() -> None:
    whole = PublicSuffixList(accept_unknown=False, only_icann=True)
    lines = (line.strip().lstrip("!*.") for line in Path(PSLFILE).read_text("utf-8").splitlines())
    labels = {label for line in lines if line and "//" not in line for label in line.split(".")}
    labels |= {"zzz", "con", "frr", "a_b", "", "é"}
    odd = {one for one in labels if is_unknown(f"a.{one}") != (whole.publicsuffix(f"a.{one}") is None)}
    assert odd == {"alt", "home", "test"}  # for private use


def test_what_was_meant_is_the_nearest_that_is_used_most() -> None:
    assert meant("beta.gouv.f", CENSUS) == "beta.gouv.fr"
    assert meant("beta.gouv", CENSUS) == "beta.gouv.fr"
    assert meant("exemple.ccom", CENSUS) == "exemple.com"
    assert meant("autre.zzz", CENSUS) is None
    assert meant("ab.zz", {"ab.z1": 2, "ab.fr": 3, "ab.be": 2}) is None


def test_a_slip_is_rare_beside_what_was_meant() -> None:
    assert misspelt("modernsation.gouv.fr", CENSUS) == "modernisation.gouv.fr"
    assert misspelt("modernsation.gouv.fr", CENSUS | {"modernsation.gouv.fr": 2}) is None
    assert misspelt("meta.gouv.fr", CENSUS) is None
    assert misspelt("exemple.com", CENSUS) is None
    assert misspelt("betagouv.fr", CENSUS) == "beta.gouv.fr"


def test_an_address_in_any_place_is_counted_once_for_a_document() -> None:
    assert domains_written("a@exemple.fr, `b@EXEMPLE.fr` et c@autre.fr, d@@x.fr") == {"exemple.fr", "autre.fr", "x.fr"}


@given(st.sampled_from(["{0}", '"{0}"', "'{0}'", "|\n  {0}", ">-\n  {0}"]), st.sampled_from(["a@b-c.fr", "x.y@d.e.f"]))
def test_the_place_of_a_domain_is_exact_in_every_style(style: str, address: str) -> None:
    text = f"---\ncontact: {style.format(address)}\n---\n[x](mailto:{address})\n"
    found = list(mail_domains(Document.of(text)))
    domain = address.partition("@")[2]
    assert [text[one.span.start : one.span.end] for one in found] == [domain, domain]
    assert all(one.editable for one in found)
    assert domains_used(Document.of(text)) == {domain}


@pytest.mark.parametrize(
    "text",
    [
        "a: x@b.fr\nc: logo@2x.png",
        "a: <x@b.fr>",
        'a: "x\\u0040b.fr"',
        "a: [X@B.fr, ' y@c.fr ']",
        "a: '[m](mailto:z@d.fr)'",
    ],
)
@pytest.mark.parametrize("body", ["", "[a](mailto:x@e.fr,y@F.fr)", "[a](mailto:x&#64;g.fr)", "x@h.fr <y@i.fr>"])
def test_names_are_told_without_their_places(text: str, body: str) -> None:
    document = Document.of(f"---\n{text}\n---\n{body}\n")
    # Text in angle brackets may be more than it is to those who know where links are.
    written = {name for name in ("b.fr", "i.fr") if f"@{name}>" in document.text}
    found = {one.name for one in mail_domains(document)}
    assert found <= domains_used(document) <= found | written
