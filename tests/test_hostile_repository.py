"""A stranger's repository: nothing of it is executed, nothing outside it is read, and nothing is printed raw."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest

from linter.reports import REPORTS

SECRET = "SECRET-7c41"  # noqa: S105  # a word to be found again
EXECUTED = "executed-by-the-tree"
_CODE = f"import pathlib; pathlib.Path({EXECUTED!r}).touch()\n"
_TITLE = "::set-output name=a::b ##[add-mask]x \x1b[31m\u202e\u2066 <script>alert(1)</script> @team \x9b2J"
NAMES = (
    b"a\n::set-output name=x::y.md",
    b"\x1b[31mred.md",
    "\u202egnp.md".encode(),
    b"not-utf8-\xff.md",
    b"--config=evil.toml.md",
    b"-rf.md",
    b" .md",
    b"%0A::error::x.md",
    b"<img src=x onerror=alert(1)>.md",
    b"]]><x>.md",
)
CONFIGURATION = """
exclude = ["*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "**/**/**/**/**/**/**/z"]
[[collections]]
name = "all"
files = ["**/*.md"]
schema = "schema.json"
[collections.rules]
layout = "warning"
[links]
base-url = "http://127.0.0.1:9"
"""
SCHEMA = {
    "properties": {
        "title": {"type": "integer", "pattern": "^(a+)+$", "x-lint": {"message": "\x1b[31m::error::" + _TITLE}},
        "slow": {"pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"},
        "\x1b[31m::debug::": {"const": _TITLE},
    },
    "required": ["::set-output name=q::r"],
}
_ESCAPES = {
    "schema": 'schema = "../outside/secret.json"',
    "absolute": 'schema = "{outside}/secret.json"',
    "through a link": 'schema = "out/secret.json"',
    "extend": 'extend = "../outside/secret.toml"',
    "redirects": '[links]\nredirects = "../outside/secret.md"',
    "python": 'schema = "python:evil:Model"',
    "plugins": 'plugins = ["evil"]',
}
_REFERENCES = ("http://127.0.0.1:9/s.json", "file://{outside}/secret.json", "../outside/secret.json", "out/secret.json")
_WATCH = """
import json, os, sys
seen = []
def hook(event, arguments):
    # Our processes talk over a pair of sockets, which connects to nobody.
    away = event.startswith("socket.") and event != "socket.__new__"
    if away or event in ("open", "os.listdir", "os.scandir", "subprocess.Popen"):
        what = arguments[0]
        seen.append((event, repr(what), os.fsdecode(what) if isinstance(what, (str, bytes)) else ""))
from linter.cli import main
sys.addaudithook(hook)
code = main(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    json.dump([code, seen], file)
"""


class Done(NamedTuple):
    """What a run said, and what it did."""

    code: int
    out: str
    err: str
    opened: list[str]
    started: list[str]
    connected: list[str]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make the repository, beside a folder with secrets that it leads to."""
    outside, root = tmp_path / "outside", tmp_path / "tree"
    for folder in (outside, root, root / "linter", root / "sub"):
        folder.mkdir()
    (outside / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n\n[x](TODO) {SECRET} privÃ©\n")
    (outside / "secret.json").write_text(json.dumps({"properties": {"title": {"const": SECRET}}}))
    (outside / "secret.toml").write_text(f'exclude = ["{SECRET}"]\n[{SECRET}')
    head = f"---\ntitle: {json.dumps(_TITLE)}\nslow: {'a' * 60}!\nkey\x1b: 1\n---\n\n"
    page = f"{head}[{_TITLE}](TODO) privÃ© \x1b]0;x\x07\n\n"
    links = "[a](out/secret.md) ![b](../outside/secret.md) [c](link.md#x) [d](http://127.0.0.1:9/x)\n"
    for document in NAMES:
        Path(os.fsdecode(os.path.join(os.fsencode(root), document))).write_text(page + links, encoding="utf-8")  # noqa: PTH118
    (root / "link.md").symlink_to(outside / "secret.md")
    (root / "out").symlink_to(outside)
    (root / "sub" / "loop").symlink_to(root)
    (root / "contentlint.toml").write_text(CONFIGURATION)
    (root / "schema.json").write_text(json.dumps(SCHEMA))
    for name in ("yaml.py", "linter/__init__.py", "sitecustomize.py", "evil.py", "re.py", "pyromark.py", "git"):
        (root / name).write_text(_CODE)
    (root / "git").chmod(0o755)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "config", "core.fsmonitor", f"touch {EXECUTED}"], cwd=root, check=True)
    return root


def run(root: Path, *words: str) -> Done:
    """Run a command line in the tree, and watch what it opens, starts and connects to."""
    log = root.parent / "log.json"
    command = [sys.executable, "-P", "-c", _WATCH, str(log), *words]
    done = subprocess.run(command, cwd=root, capture_output=True, timeout=120, check=False)
    code, seen = json.loads(log.read_text())
    log.unlink()
    events: dict[str, list[str]] = {}
    for event, shown, path in seen:
        events.setdefault(event.partition(".")[0], []).append(path or shown)
    opened = [os.path.realpath(root / one) for one in (*events.get("open", ()), *events.get("os", ()))]
    return Done(
        code, done.stdout.decode(), done.stderr.decode(), opened, events.get("subprocess", []), events.get("socket", [])
    )


def assert_no_harm(root: Path, done: Done) -> None:
    outside = root.parent / "outside"
    assert not [one for one in done.opened if Path(one).is_relative_to(outside)]
    assert set(done.started) <= {"git"}
    assert not done.connected
    assert not list(root.rglob(EXECUTED))
    for text in (done.out, done.err):
        assert SECRET not in text
        assert not [char for char in set(text) - {"\n"} if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
        assert not re.search(r"##(vso|teamcity)?\[", text)
        assert not re.search(r"(?m)^\s*::(?!(error|warning|notice)( file=[^\n]*)?::)", text)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_safety_promises_11_to_14_in_every_report(tree: Path, name: str) -> None:
    done = run(tree, "check", "--output-format", name)
    assert done.code == 1
    assert_no_harm(tree, done)
    once = name in {"github", "html"}  # GitHub shows a few findings only; the page names each rule once
    assert done.out.count("placeholder-link") >= (1 if once else len(NAMES))


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--statistics"),
        ("fix", "--diff"),
        ("fix",),
        ("fix", "--verbose", "--jobs", "3"),
        ("check", "--add-suppressions"),
        ("check", "link.md", "out/secret.md"),
        ("report", "--history", "1"),
    ],
)
def test_safety_promises_11_to_14_in_every_command(tree: Path, words: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in (tree.parent / "outside").iterdir()}
    done = run(tree, *words)
    if words != ("fix", "--diff"):  # a patch for programs carries the very bytes
        assert_no_harm(tree, done)
    assert {path: path.read_bytes() for path in (tree.parent / "outside").iterdir()} == before


@pytest.mark.parametrize(
    "words", [["schema", "check"], ["schema", "show", "all"], ["config"], ["init"], ["schema", "infer"]]
)
def test_other_commands_do_no_harm(tree: Path, words: list[str]) -> None:
    assert_no_harm(tree, run(tree, *words))


@pytest.mark.parametrize("line", _ESCAPES)
def test_a_configuration_that_leads_out_is_refused(tree: Path, line: str) -> None:
    (tree / "contentlint.toml").write_text(_ESCAPES[line].format(outside=tree.parent / "outside"))
    done = run(tree, "check")
    assert done.code == 2
    assert_no_harm(tree, done)


@pytest.mark.parametrize("reference", _REFERENCES)
def test_a_schema_that_refers_outside_is_refused(tree: Path, reference: str) -> None:
    target = reference.format(outside=tree.parent / "outside")
    (tree / "schema.json").write_text(json.dumps({"properties": {"title": {"$ref": target}}}))
    done = run(tree, "check")
    assert done.code == 2
    assert_no_harm(tree, done)


@pytest.mark.parametrize("name", ["contentlint.toml", ".contentlint.toml", "contentlint-baseline.json", ".ignore"])
def test_a_file_of_ours_that_is_a_link_is_not_followed_outside(tree: Path, name: str) -> None:
    (tree / name).unlink(missing_ok=True)
    (tree / "contentlint.toml").unlink(missing_ok=True)
    (tree / name).symlink_to(tree.parent / "outside" / "secret.toml")
    done = run(tree, "check")
    assert done.code == 2
    assert "leads out of the repository" in done.err
    assert_no_harm(tree, done)


def test_a_report_is_not_written_through_a_link(tree: Path) -> None:
    secret = tree.parent / "outside" / "secret.json"
    before = secret.read_bytes()
    (tree / "out.sarif").symlink_to(secret)
    done = run(tree, "check", "--output-format", "sarif:out.sarif")
    assert done.code == 2
    assert "leads out of the repository" in done.err
    assert secret.read_bytes() == before


def test_a_bare_repository_in_the_tree_commands_nothing(tree: Path) -> None:
    inner = tree / "docs"
    subprocess.run(["git", "init", "-q", "--bare", "docs"], cwd=tree, check=True)
    for key, value in (
        ("core.bare", "false"),
        ("core.worktree", str(inner)),
        ("core.fsmonitor", f"touch {tree / EXECUTED}"),
    ):
        subprocess.run(["git", "config", "-f", str(inner / "config"), key, value], check=True)
    (inner / "x.md").write_text("[x](TODO)\n")
    done = run(tree, "check", "docs")
    assert "docs/x.md" in done.out
    assert_no_harm(tree, done)


@pytest.mark.parametrize(
    "words", [("check", "out"), ("check", ".", "out"), ("fix", "out"), ("init", "out"), ("check", "out/secret.md")]
)
def test_safety_promise_12_a_folder_that_leads_out_is_not_looked_at_even_if_named(
    tree: Path, words: tuple[str, ...]
) -> None:
    outside = {path: path.read_bytes() for path in (tree.parent / "outside").iterdir()}
    done = run(tree, *words)
    assert done.code == 2
    assert "leads out of" in done.err or "lies outside" in done.err
    assert_no_harm(tree, done)
    assert {path: path.read_bytes() for path in (tree.parent / "outside").iterdir()} == outside
