"""Formats and patterns: what is one, what is none, and why."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.schema.addresses import email_problem, is_email
from linter.schema.backtracking import longest_text
from linter.schema.formats import FORMATS
from linter.schema.pattern import PatternError, compiled


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", ["2024-02-29"], ["2023-02-29", "2023-2-3", "20230203", "٢٠٢٣-٠١-٠١", "2023-01-01 ", ""]),
        (
            "date-time",
            ["2023-01-30T12:00:00Z", "2023-01-30t12:00:00.123456789+02:00", "2016-12-31T23:59:60Z"],
            ["2023-01-30", "2023-01-30T12:00:00", "2023-02-30T12:00:00Z", "2023-01-30T25:00:00Z"],
        ),
        ("time", ["12:30:00Z", "12:30:00.5-05:00"], ["12:30", "12:61:00Z", "24:00:00Z"]),
        (
            "email",
            ["a@exemple.fr", "prenom.nom+tri@sous.exemple.fr"],
            [
                "a@@exemple.fr",
                "a",
                "a@",
                "@a.fr",
                "a b@exemple.fr",
                "A <a@exemple.fr>",
                "a@exemple..fr",
                "é@exemple.fr",
            ],
        ),
        ("idn-email", ["é@exemple.fr"], ["é"]),
        ("email-list", ["a@exemple.fr, b@exemple.fr", "a@exemple.fr;b@exemple.fr"], ["a@exemple.fr, b", ","]),
        (
            "uri",
            [
                "https://exemple.fr",
                "HTTP://exemple.fr:80/é?x=1#y",
                "mailto:a@exemple.fr",
                "ftp://exemple.fr",
                "urn:a:b",
            ],
            [
                *("exemple.fr", "/page", "https://", "https:exemple.fr", "https://a b.fr", "https://exemple.fr TODO"),
                *("x:", "https://[::1", "mailto:", "mailto:a", "https://exemple..fr", "https://exemple.fr:port"),
            ],
        ),
        ("url", ["http://exemple.fr", "https://[::1]/"], ["mailto:a@exemple.fr", "ftp://exemple.fr", ""]),
        ("uri-reference", ["/page", "../page#x", "https://exemple.fr"], ["a b", "https://", ""]),
        ("email-or-uri", ["a@exemple.fr", "https://exemple.fr"], ["a@", "exemple.fr"]),
        ("hostname", ["exemple.fr", "localhost", "été.fr"], ["-a.fr", "a..fr", "a_b.fr", "", "a" * 64]),
        ("ipv4", ["127.0.0.1"], ["127.0.0.256", "::1", "1"]),
        ("ipv6", ["::1"], ["127.0.0.1", "::1%eth0"]),
        ("uuid", ["123e4567-e89b-12d3-a456-426614174000"], ["123e4567", "123e4567e89b12d3a456426614174000"]),
        ("regex", ["^a+$", r"\p{L}"], ["(", "[a"]),
    ],
)
def test_a_format_is_checked(name: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if FORMATS[name].problem(text)] == []
    assert [text for text in bad if not FORMATS[name].problem(text)] == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("email", "a", '"a" is not an e-mail address: it has no @'),
        ("url", "https://a b.fr", '"https://a b.fr" is not an http(s) URL: it has a blank in it'),
        ("uri", "https://exemple.fr/{id}", '"https://exemple.fr/{id}" is not a URL: it has "{" in it'),
        ("uri", "https:///x", '"https:///x" is not a URL: it has no host'),
        ("uri", "mailto:a", '"mailto:a" is not a URL: it has no @'),
        ("email-or-uri", "sur place", '"sur place" is neither an e-mail address nor an http(s) URL'),
        ("time", "12:30", 'expected a time as hh:mm:ss+hh:mm, got "12:30"'),
    ],
)
def test_a_format_says_why(name: str, text: str, message: str) -> None:
    assert FORMATS[name].problem(text) == message


@given(st.lists(st.sampled_from([*"a@:/.-_=?!~<é([1;%", "fr", ".fr", "b.c", " ", "\\", '"']), max_size=8).map("".join))
def test_what_is_no_email_is_told_as_the_format_tells_it(text: str) -> None:
    assert is_email(text) == (email_problem(text) is None)


def test_the_words_of_email_validator_are_part_of_a_sentence() -> None:
    message = FORMATS["email"].problem("a b@exemple.fr")
    assert message is not None
    assert message.startswith('"a b@exemple.fr" is not an e-mail address: the ')
    assert not message.endswith(".")


@given(st.sampled_from(sorted(FORMATS)), st.text() | st.text("ahtps:/@.-[]0129 T+Z%\udc80", max_size=40))
def test_a_format_never_raises(name: str, text: str) -> None:
    message = FORMATS[name].problem(text)
    assert message is None or message.replace("\xa0", " ").isprintable()


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"^\d+$", ["12"], ["12\n", "١٢"]),
        (r"^[\d]+$", ["12"], ["١٢"]),
        (r"^\w+$", ["abc_1"], ["été"]),
        (r"^\p{L}+$", ["été"], ["1"]),
        (r"^[a-z0-9]+(-[a-z0-9]+)*$", ["a-b-c"], ["a--b"]),
        (r"^[[&~|]+$", ["[&~|"], ["a"]),
        (r"^(?<year>\d{4})\/x$", ["2023/x"], ["23/x"]),
        (r"^(?!x)[a-z]+(-[a-z])?$", ["a-b"], ["x"]),
        (r"^(?!x)\d*\w$", ["12a"], ["xa", "a\n"]),
        (r"^(?<c>.)\k<c>$", ["aa"], ["ab"]),
        (r"\$$", ["5$"], ["$5"]),
        (r"^[$]$", ["$"], ["a"]),
    ],
)
def test_a_pattern_is_read_as_ecma_does(pattern: str, good: list[str], bad: list[str]) -> None:
    fits = compiled(pattern)
    assert [text for text in good if not fits(text)] == []
    assert [text for text in bad if fits(text)] == []


@pytest.mark.parametrize(
    ("pattern", "longest"),
    [
        (r"^(?=.*\d)(?=.*[a-z]).{8,}$", 2_000),
        (r"^(?!draft|todo|fixme)[a-z]+(-[a-z]+)?$", 1_825),
        (r"(?<!x)a*b*c", 271),
        (r"^(?:\d{2}-){3}(?!0)", 2_000),
        (r"^(?=a*?)b", 2_000),
        (r"(?=a*b*c*d*", 28),
    ],
)
def test_how_long_a_text_may_be(pattern: str, longest: int) -> None:
    assert longest_text(pattern) == longest


@pytest.mark.parametrize("pattern", [r"a*b*(?!c)", r"^a*a*a*(?!b)", "(?=a)a?a?a?a?a*a*b", r"^(?=a*a*b)", r"(?=a*b)a*b"])
@pytest.mark.usefixtures("uncovered")
def test_a_text_of_that_length_is_matched_in_time(pattern: str) -> None:
    started = time.process_time()
    compiled(pattern)("a" * longest_text(pattern))
    assert time.process_time() - started < 2


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", r"^(\w*)*x", "(.*)*=.*", "(?=a)a*$"])
@pytest.mark.usefixtures("uncovered")
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    started = time.process_time()
    compiled(pattern)("a" * 50_000 + "!")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=x)(a+)+",
        "(?=x)([ab]+)*",
        "(?!x)(a|b)*",
        "(a*)*\\1",
        "(?=x)((a+)b)*",
        "(",
        "[",
        "a{2,1}",
        r"\s*\s*\s*\s*\s*\s*x(?=y)",
        "(?:a?){60}a{60}(?!b)c",
        "(?!x)(a|b){30}",
        "(?=x)" + "a?" * 40,
    ],
)
def test_a_pattern_that_could_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compiled(pattern)


@given(st.text(r"ab()[]{}*+?|\^$.-,1<>=!:dwk&~", max_size=12), st.text(max_size=20))
def test_a_pattern_is_refused_or_matches(pattern: str, text: str) -> None:
    try:
        fits = compiled(pattern)
    except PatternError:
        return
    assert fits(text) in (True, False)
