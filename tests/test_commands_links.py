"""The command `links`, against a real server: what it reports, writes, leaves out, and how it goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter.cli import main
from tests.online.server import Server

Site = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def links(*words: str) -> int:
    return main(["links", "--allow-private", "--cache", "answers.jsonl", *words])


def test_the_report_names_what_is_gone_and_what_moved(
    site: Site, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    links_to = "[a]({0}/page) [b]({0}/moved#setup) <{0}/403> [d]({0}/page#not-there) [e]({0}/page#setup)"
    site({"a.md": f"---\nsite: {{0}}/404\n---\n{links_to}\n".format(server.url(""))})
    assert links() == 0
    out = capsys.readouterr().out.replace(server.url(""), "")
    assert [line.partition(": ")[2] for line in out.splitlines()] == [
        'warning "/404": the answer is 404 (Not Found) (dead-external-link)',
        'info [?] "/moved" has moved to "/page#setup" (moved-external-link)',
        'info "/403": the answer is 403 (Forbidden); it may be there for readers (dead-external-link)',
        'info "/page" is there, but has no place called "not-there" (broken-external-fragment)',
    ]
    assert server.count("/page") == 2  # for itself, and at the end of /moved


def test_unsafe_fixes_write_the_new_address(site: Site, server: Server) -> None:
    root = site({"a.md": f"---\nsite: '{server.url('/moved')}'\n---\n[b]({server.url('/moved-twice')}#x)\n"})
    assert links("--fix") == 0
    assert "moved" in (root / "a.md").read_text(encoding="utf-8")
    assert links("--fix", "--unsafe-fixes") == 0
    new = server.url("/page")
    assert (root / "a.md").read_text(encoding="utf-8") == f"---\nsite: '{new}'\n---\n[b]({new}#x)\n"


def test_the_configuration_accepts_and_excludes(site: Site, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    excluded = json.dumps(server.url("/404"))
    site(
        {
            "contentlint.toml": f'[external-links]\naccept = [403]\nexclude = {{ {excluded} = "office only" }}\n',
            "a.md": f"[a]({server.url('/404')}) [b]({server.url('/403')})\n",
        }
    )
    assert links() == 0
    done = capsys.readouterr()
    assert done.out == ""
    assert "1 addresses asked or remembered, 1 excluded" in done.err
    assert server.count("/404") == 0


def test_an_exclusion_needs_a_reason(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site({"contentlint.toml": '[external-links]\nexclude = { "exemple.fr" = " " }\n', "a.md": "x\n"})
    assert links() == 2
    assert "say why 'exemple.fr' is not asked" in capsys.readouterr().err


def test_no_private_address_is_asked_by_default(site: Site, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    site({"a.md": f"[a]({server.url('/page')})\n"})
    assert main(["links", "--no-cache"]) == 0
    assert "it leads into a private network" in capsys.readouterr().out
    assert not server.asked


def test_a_directive_silences_an_address(site: Site, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    comment = "<!-- contentlint-disable-line dead-external-link -- on leave -->"
    site({"a.md": f"[a]({server.url('/404')}) {comment}\n"})
    assert links() == 0
    assert capsys.readouterr().out == ""


def test_what_was_answered_is_not_asked_again_after_an_interruption(site: Site, server: Server) -> None:
    server.delay = 0.05
    root = site({"a.md": "".join(f"[{number}]({server.url(f'/p{number}')})\n" for number in range(60))})
    # A job in the background inherits that Ctrl-C is ignored: the gate may be one.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from linter.cli import main; "
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "links", "--allow-private", "--cache", "answers.jsonl"]
    running = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True)
    while len(server.asked) < 15:
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "run it again to go on" in said
    known = {
        json.loads(line)["url"] for line in (root / "answers.jsonl").read_text(encoding="ascii").split("\n") if line
    }
    assert 0 < len(known) < 60
    assert links() == 0
    assert all(server.count(f"/p{number}") == 1 for number in range(60))


def test_without_httpx_it_says_what_to_install(site: Site) -> None:
    root = site({"a.md": "[a](https://exemple.fr/)\n"})
    program = "import sys; sys.modules['httpcore'] = None; from linter.cli import main; sys.exit(main(['links']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "links needs httpcore, which is not installed: pip install 'contentlint[links]'" in done.stderr


def test_no_other_command_loads_what_asks(site: Site) -> None:
    root = site({"a.md": "[a](https://exemple.fr/)\n"})
    program = (
        "import sys; from linter.cli import main; main(['check', '--select', 'links']); "
        "sys.exit(any(name.startswith(('httpx', 'httpcore', 'linter.online')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
