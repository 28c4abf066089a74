"""What comes of asking a server that misbehaves, in every way that is specified."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linter.external import Answer, Manner
from linter.online.asking import ask
from linter.online.guard import is_public
from linter.online.memory import Memory
from linter.online.pacing import retry_after
from tests.online.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANNER = Manner(timeout=10, allow_private=True, pause=0.05)  # machines stall for half a second now and then
HASTY = replace(MANNER, timeout=0.5)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def answer(url: str, *fragments: str, manner: Manner = MANNER) -> Answer:
    """Return what an address answers when nothing is remembered."""
    return ask({url: frozenset(fragments)}, manner, Memory(None, 1))[url]


def test_a_page_is_asked_once_without_its_body(server: Server) -> None:
    assert answer(server.url("/page")) == Answer(200)
    assert server.methods("/page") == ["HEAD"]
    assert server.count("/page") == 1


@pytest.mark.parametrize("path", ["/no-head", "/head-lies"])
def test_where_head_says_no_get_decides(server: Server, path: str) -> None:
    assert answer(server.url(path)).good
    assert server.methods(path) == ["GET", "HEAD"]


@pytest.mark.parametrize(("status", "unclear"), [(404, False), (410, False), (403, True), (401, True), (451, True)])
def test_a_refusal_is_told_from_what_is_gone(server: Server, status: int, *, unclear: bool) -> None:
    found = answer(server.url(f"/{status}"))
    assert (found.status, found.good, found.unclear) == (status, False, unclear)


def test_a_busy_host_is_left_alone_for_as_long_as_it_says(server: Server) -> None:
    assert answer(server.url("/busy-once")) == Answer(200)
    first, second = server.times["/busy-once"]
    assert second - first >= 1.0


def test_what_stays_busy_is_given_up(server: Server) -> None:
    found = answer(server.url("/busy"))
    assert (found.status, found.unclear) == (429, True)
    assert server.count("/busy") == 3


def test_nobody_waits_for_a_day(server: Server) -> None:
    assert answer(server.url("/busy-for-long")).status == 503
    assert server.count("/busy-for-long") == 2


@pytest.mark.parametrize("path", ["/trouble-once", "/reset-once"])
def test_trouble_that_passes_is_no_trouble(server: Server, path: str) -> None:
    assert answer(server.url(path)).good


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/reset", "the connection breaks off"),
        ("/garbage", "the connection breaks off"),
        ("/slow", "there is no answer within 0.5 seconds"),
        ("/drip", "there is no answer within 0.5 seconds"),
        ("/long-head", "the connection breaks off"),
    ],
)
def test_no_answer_is_unclear_and_asked_for_three_times(server: Server, path: str, reason: str) -> None:
    found = answer(server.url(path), manner=HASTY if path in {"/slow", "/drip"} else MANNER)
    assert (found.status, found.failure, found.unclear) == (0, reason, True)
    assert server.count(path) == 3


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "its redirects lead in a circle"),
        ("/hop/1", "it redirects more than 10 times"),
        ("/to-script", "it redirects to what is no page"),
        ("/to-file", "it redirects to what is no page"),
        ("/to-nonsense", "it redirects to what is no address"),
    ],
)
def test_redirects_that_lead_nowhere_are_dead(server: Server, path: str, reason: str) -> None:
    found = answer(server.url(path))
    assert (found.status, found.failure, found.unclear) == (0, reason, False)


def test_only_redirects_for_good_give_a_new_address(server: Server) -> None:
    assert answer(server.url("/moved")) == Answer(200, moved_to=server.url("/page"))
    assert answer(server.url("/moved-twice")) == Answer(200, moved_to=server.url("/page"))
    for path in ("/for-now", "/moved-then-for-now"):
        assert answer(server.url(path)) == Answer(200)
    assert answer(server.url("/moved-to-nothing")) == Answer(404)


def test_a_redirect_that_only_sets_a_cookie_is_no_circle(server: Server) -> None:
    assert answer(server.url("/cookie")).good


def test_fragments_are_looked_for_in_the_page(server: Server) -> None:
    found = answer(server.url("/page"), "Top-of-page", "old", "caf%C3%A9", "setup", "not-there")
    assert found.fragments == {"Top-of-page": True, "old": True, "caf%C3%A9": True, "setup": True, "not-there": False}


@pytest.mark.parametrize("path", ["/packed", "/image", "/scripted", "/huge"])
def test_of_what_was_not_read_whole_nothing_is_said(server: Server, path: str) -> None:
    assert answer(server.url(path), "not-there") == Answer(200, fragments={"not-there": None})


def test_what_a_huge_page_begins_with_is_found(server: Server) -> None:
    assert answer(server.url("/huge"), "setup").fragments == {"setup": True}


def test_a_host_that_does_not_exist_is_told_from_one_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert answer(f"http://127.0.0.1:{port}/").failure == "the connection fails"
    missing = answer("http://no-such-host.localhost.invalid./")
    assert missing.failure == 'there is no host "no-such-host.localhost.invalid."'


def test_a_bad_certificate_is_dead(tmp_path: Path) -> None:
    both = tmp_path / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-days", "2"]
    try:
        subprocess.run(
            [*command, "-keyout", str(both), "-out", str(tmp_path / "c.pem")], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("there is no openssl to make a certificate with")
    both.write_bytes(both.read_bytes() + (tmp_path / "c.pem").read_bytes())
    with Server(both) as server:
        found = answer(server.url("/page", scheme="https"))
    assert found.failure.startswith("its certificate is not valid (self")
    assert not found.unclear


def test_private_addresses_are_not_asked_unless_allowed(server: Server) -> None:
    urls = [
        server.url("/page"),
        server.url("/page", "localhost"),
        server.url("/page", "[::1]"),
        server.url("/page", "0"),
    ]
    found = ask(dict.fromkeys(urls, frozenset()), replace(MANNER, allow_private=False), Memory(None, 1))
    assert all(one.unasked and one.failure == "it leads into a private network" for one in found.values())
    assert not server.asked


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104
            "224.0.0.1",
        ),
        *("::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "240.0.0.1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


def test_what_is_excluded_is_not_asked(server: Server) -> None:
    urls = [server.url("/page"), server.url("/page", "127.0.0.2"), server.url("/404")]
    manner = replace(MANNER, exclude={"127.0.0.2": "a reason", server.url("/4"): "another"})
    found = ask(dict.fromkeys(urls, frozenset()), manner, Memory(None, 1))
    assert list(found) == urls[:1]
    assert sum(server.asked.values()) == 1


def test_a_host_that_never_answers_is_given_up(server: Server) -> None:
    urls = [server.url(f"/reset?{number}") for number in range(20)]
    found = ask(dict.fromkeys(urls, frozenset()), replace(MANNER, per_host=1), Memory(None, 1))
    assert [one.unasked for one in found.values()] == [False] * 5 + [True] * 15


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
def test_no_host_gets_more_requests_at_a_time_than_allowed(server: Server) -> None:
    server.delay = 0.01
    hosts = [f"127.0.0.{number}" for number in range(1, 9)]
    urls = [server.url(f"/page?{number}", host) for number in range(20) for host in hosts]
    found = ask(dict.fromkeys(urls, frozenset()), replace(MANNER, per_host=3), Memory(None, 1))
    assert len(found) == len(urls)
    assert all(one.good for one in found.values())
    assert set(server.busiest) == set(hosts)
    assert max(server.busiest.values()) <= 3


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120.0), ("soon", None), (None, None), ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0)]
)
def test_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 10.0) == seconds
