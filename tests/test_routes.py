"""Routes: templates, wildcards and redirects say what a site serves."""

from __future__ import annotations

import pytest

from linter.routes import RouteTable, normalized, placeholders, redirect_sources, route_table

NAMES = {"api.$stem": {"a": ["api/a.md"], "b": ["api/b.md", "api/x/b.md"]}}


def test_a_placeholder_stands_for_each_name() -> None:
    table = route_table(["/les-api/{api.$stem}", "/les-api/{api.$stem}/accès", "/", "/x/**"], "", NAMES.__getitem__)
    assert table.page("/les-api/a/") == "api/a.md"
    assert table.of("api/a.md") == "/les-api/a"
    assert table.page("/les-api/b") is None  # two documents
    assert table.page("/les-api/a/accès") is None  # not the document itself
    served = ["/les-api/a", "/les-api/b", "/les-api/a/acc%C3%A8s", "/", "/x", "/x/y/z"]
    assert [path for path in served if not table.knows(path)] == []
    assert [path for path in ("/les-api/c", "/les-api", "/xy", "/x.y") if table.knows(path)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/old /new 301\n# comment\n/a/* /b/:splat\n", ["/old", "/a/*"]),
        ("[{ source: '/a', destination: '/b' }, {source: \"/c/:d*\"}]", ["/a", "/c/:d*"]),
        ('{"redirects": [{"source": "/a", "destination": "/b"}]}', ["/a"]),
        ('[[redirects]]\nfrom = "/a"\nto = "/b"\n', ["/a"]),
        ("- from: /a\n  to: /b\n", ["/a"]),
        ('{"/a": "/b", "/c": "/d"}', ["/a", "/c"]),
        ("", []),
    ],
)
def test_redirects_are_read(text: str, expected: list[str]) -> None:
    assert list(redirect_sources(text)) == expected


@pytest.mark.parametrize(
    ("pattern", "served", "dead"),
    [
        ("/a/:b", "/a/x", "/a/x/y"),
        ("/a/:b*", "/a/x/y", "/b"),
        ("/a/[b]/c", "/a/x/c", "/a/c"),
        ("/a/[...b]", "/a/x/y", "/ab"),
        ("/a/(.*)", "/a/x", "/b/x"),
        ("/a.b/*", "/a.b/c", "/axb/c"),
    ],
)
def test_wildcards(pattern: str, served: str, dead: str) -> None:
    table = RouteTable({}, [pattern])
    assert (table.knows(served), table.knows(dead)) == (True, False)


def test_hostile_patterns_and_addresses_are_looked_up_too() -> None:
    table = RouteTable({}, ["/" + "*" * 5000 + "b", "/" + "*a" * 500 + "b", "/" + ":x-" * 500 + "b"])
    assert table.knows("/" + "a" * 100_000)  # too long to be looked up
    assert not table.knows("/" + "a" * 1_990)
    assert not table.knows("/" + "-a" * 900)
    assert table.knows("/" + "-a" * 900 + "b")


def test_names() -> None:
    assert placeholders("/a/{b.$stem}/{c}") == ["b.$stem", "c"]
    assert [normalized(path) for path in ("/", "/a/", "/%C3%A9", "")] == ["/", "/a", "/é", "/"]
