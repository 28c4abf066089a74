"""Start-up is a feature: what is heavy is imported only by runs that need it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HEAVY = {
    "pydantic",
    "jsonschema",
    "ftfy",
    "httpx",
    "mdformat",
    "publicsuffixlist",
    "email_validator",
    "rich",
    "frontmatter",
    "tree_sitter",
    "markdown_it",
}


def modules_after(*words: str) -> set[str]:
    """Return the modules that are loaded after a command line, and the packages that they are in."""
    program = (
        "import sys, json; from linter.cli import main; code = main(sys.argv[1:]); "
        "print(json.dumps([code, sorted({*sys.modules, *(name.partition('.')[0] for name in sys.modules)})]))"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, check=True, text=True)
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stdout + done.stderr
    return set(names)


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_the_version_needs_nothing(words: list[str]) -> None:
    assert not modules_after(*words) & (HEAVY | {"yaml", "pyromark"})


def test_clean_ascii_files_need_nothing_heavy(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    address = "someone@exemple-public.fr"
    page = f"---\ntitle: A page\ncontact: {address}\n---\n\n[mail](mailto:{address})\n"
    site({"a.md": page})
    loaded = modules_after("check")
    assert not loaded & HEAVY
    # A few files are compared with none, and plugins are looked for without what takes long to import.
    assert not loaded & {"linter.inference.inferring", "importlib.metadata", "linter.encoding.exact"}
    assert not loaded & {"tempfile", "tomllib", "difflib", "http", "concurrent.futures"}


def test_a_clean_file_of_a_hook_needs_little(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    head = "title: Une pagé\nopen: -1 # no\nintro: |\n  C’est là.\n\n  - ça\n"
    site({"a.md": f"---\n{head}---\n\n## Ici\n\n[mél](https://exemple.fr/) et une liste :\n\n- à\n- où\n"})
    loaded = modules_after("check", "-q", "a.md") - {"json"}  # which the test itself prints with
    assert not loaded & {"argparse", "dataclasses", "inspect", "hashlib", "subprocess", "pyromark", "http"}
    assert not loaded & {"typing", "pathlib", "urllib", "yaml", "linter.config_file"}
    # No rule is imported that has nothing to say of such a document, nor what only rules with something to say need.
    assert not loaded & {
        f"linter.rules.{name}"
        for name in ("invalid_yaml", "mojibake", "ambiguous_scalar", "empty_link", "malformed_url")
    }
    assert not loaded & {"linter.document.markdown", "linter.encoding.repairer", "linter.journal", "linter.fixing"}
    # Nor what is for documents that refer to one another, or silence rules, nor what only longer runs are worth.
    assert not loaded & {
        "linter.identifiers",
        "linter.routes",
        "linter.anchors",
        "linter.external",
        "linter.judgements",
    }
    assert not loaded & {"linter.suppression", "linter.document.directives", "linter.recording", "linter.pull_request"}


def test_git_is_asked_and_addresses_are_read_without_what_takes_long_to_import(
    site: Callable[[dict[str, str | bytes]], Path],
) -> None:
    page = "---\ntitle: A page\n---\n\n[mail](mailto:someone@exemple-public.fr)\n"
    root = site({"a.md": page, "b.md": page})
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    loaded = modules_after("check", "-q", "a.md")
    assert "linter.git" in loaded
    assert not loaded & {"subprocess", "typing", "pathlib", "urllib", "html", "email_validator"}


def test_clean_files_of_a_collection_need_neither_ftfy_nor_mdformat(
    site: Callable[[dict[str, str | bytes]], Path],
) -> None:
    site(
        {
            "contentlint.toml": '[[collections]]\nname = "a"\nfiles = ["*.md"]\nschema = "a.json"\n',
            "a.json": '{"properties": {"contact": {"type": "string", "format": "email"}}}',
            "a.md": "---\ncontact: someone@exemple-public.fr\n---\n\nHello.\n",
        }
    )
    assert not modules_after("check") & (HEAVY - {"pydantic", "jsonschema"})


def ended(program: str, **streams: int) -> subprocess.CompletedProcess[str]:
    """Return what came of a program that shows the version, and so ends the process."""
    whole = f"import sys; sys.argv[1:] = ['--version']; from linter.entry import run; {program}; run()"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.run([sys.executable, "-c", whole], check=False, text=True, **pipes)  # type: ignore[call-overload,no-any-return]  # as they are


def test_a_process_ends_at_once_where_nothing_waits_for_its_end() -> None:
    shown = "class Seen:\n def __del__(self): print('cleared away')"
    done = ended(f"exec({shown!r}); seen = Seen(); print('words')")
    assert (done.stdout.splitlines()[0], done.returncode, done.stderr) == ("words", 0, "")
    assert "cleared away" not in done.stdout


@pytest.mark.parametrize(
    "waiting",
    [
        "import atexit; atexit.register(print, 'done')",
        "import threading, time; threading.Thread(target=lambda: (time.sleep(0.5), print('done'))).start()",
    ],
)
def test_what_is_to_be_done_at_the_end_is_done(waiting: str) -> None:
    done = ended(waiting)
    assert (done.stdout.splitlines()[-1], done.returncode) == ("done", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = ended("sys.stdout.write('words')", stdout=full.fileno())
    assert done.returncode
    assert "No space left" in done.stderr
