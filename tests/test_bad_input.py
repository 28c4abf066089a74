"""Bad input: a finding at its place, and the other files are still checked."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]

GOOD = "---\ntitle: Bien\n---\n\n[guide](TODO)\n"
BOMB = "---\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

CASES: dict[str, tuple[str | bytes, str, int]] = {
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not-text", 1),
    "utf-16": ("---\ntitle: é\n---\n".encode("utf-16"), "not-text", 1),
    "invalid UTF-8": (b"---\ntitle: x\n---\n\nhabilit\xe9es\n", "invalid-utf8", 5),
    "unclosed front matter": ("---\ntitle: x\n\nDu texte.\n", "unclosed-front-matter", 1),
    "bad YAML": ("---\ntitle: API : la doc\n---\n", "invalid-yaml", 2),
    "a tab": ("---\na:\n\t- b\n---\n", "invalid-yaml", 3),
    "a duplicate key": ("---\ntitle: x\nother: y\ntitle: z\n---\n", "duplicate-key", 4),
    "an alias bomb": (BOMB + "---\n", "unsafe-yaml", 7),
    "deep flow": ("---\na: " + "[" * 10_000 + "]" * 10_000 + "\n---\n", "unsafe-yaml", 2),
    "deep blocks": ("---\n" + "".join(" " * depth + "a:\n" for depth in range(600)) + "---\n", "unsafe-yaml", 102),
    "deep open brackets": ("---\na: " + "[" * 10_000 + "\n---\n", "unsafe-yaml", 2),
    "too large": ("x" * (2 * 1024 * 1024 + 1), "file-too-large", 1),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("uncovered")
def test_a_bad_file_gets_a_finding_and_stops_nothing(site: Site, capsys: pytest.CaptureFixture[str], case: str) -> None:
    content, rule, line = CASES[case]
    site({"bad.md": content, "good.md": GOOD})
    started = time.process_time()
    main(["check", "--output-format", "json"])
    assert time.process_time() - started < 2
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert (rule, line) in {(one["rule"], one["line"]) for one in findings if one["path"] == "bad.md"}, findings
    assert [one["rule"] for one in findings if one["path"] == "good.md"] == ["placeholder-link"]


@pytest.mark.parametrize(
    "piece", ["[", "![", ">", "*", "`", "<", "{", "|", "√", "Ã", "- ", "[x](", "<!--", "&", "\\", "_*"]
)
@pytest.mark.usefixtures("uncovered")
def test_long_nonsense_is_read_in_time(site: Site, piece: str) -> None:
    site({"bad.md": piece * 100_000, "front.md": f"---\na: |\n  {piece * 20_000}\n---\n"})
    started = time.process_time()
    assert main(["check", "-q", "--output-format", "json", "-o", "out.json"]) in {0, 1}
    assert time.process_time() - started < 4


def test_a_file_that_cannot_be_read(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"good.md": GOOD})
    (root / "loop.md").symlink_to("loop.md")
    assert main(["check", "loop.md", "good.md"]) == 1
    out = capsys.readouterr().out
    assert "(unreadable-file)" in out
    assert "(placeholder-link)" in out


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="needs root, to become somebody else")
def test_a_folder_that_cannot_be_searched_stops_nothing(site: Site) -> None:
    root = site({"sub/a.md": GOOD, "good.md": GOOD})
    (root / "sub").chmod(0o600)
    words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    command = [*words, "--", sys.executable, "-m", "linter", "check"]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "(placeholder-link)" in out
    assert "sub/a.md:1:1: error cannot be read: Permission denied" in out


def test_a_folder_with_the_name_of_a_document(site: Site) -> None:
    site({"folder.md/x.md": GOOD})
    assert main(["check"]) == 1


def test_names_with_control_characters_do_no_harm(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site({"a\x1b[31m\n::set-output name=x::y.md": GOOD})
    assert main(["check"]) == 1
    out, _ = capsys.readouterr()
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


def test_a_pipe_is_not_waited_for(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"good.md": GOOD})
    os.mkfifo(root / "pipe.md")
    assert main(["check", "pipe.md", "good.md"]) == 1
    out = capsys.readouterr().out
    assert "pipe.md:1:1: error cannot be read: it is no regular file" in out
    assert "(placeholder-link)" in out


def test_a_deeply_nested_configuration(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site({"contentlint.toml": "a = " + "[" * 100_000, "good.md": GOOD})
    assert main(["check"]) == 2
    assert "contentlint.toml: not valid TOML" in capsys.readouterr().err


def test_a_closed_standard_error_is_no_error(site: Site) -> None:
    site({"good.md": GOOD})
    done = subprocess.run(f"{sys.executable} -m linter check 2>&-", shell=True, capture_output=True, check=False)  # noqa: S602
    assert b"placeholder-link" in done.stdout
    assert done.returncode == 1


def test_safety_promise_9_a_broken_schema_stops_nothing_but_itself(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = '[[collections]]\nname = "{0}"\nfiles = ["{0}/*.md"]\nschema = "{0}.json"\n'
    page = "---\ntitle: 1 {}\n---\n<!-- contentlint-disable-next-line wrong-type -->\n[un](a@exemple.fr)\n"
    root = site(
        {
            "contentlint.toml": collection.format("bad") + collection.format("good"),
            "bad.json": '{"type": "strnig"}',
            "good.json": '{"properties": {"title": {"type": "integer"}}}',
            "bad/a.md": page.format("bad"),
            "good/a.md": page.format("good"),
        }
    )
    assert main(["check"]) == 2
    said = capsys.readouterr()
    assert "bad.json" in said.err
    assert "left out" in said.err
    assert said.out.count("email-without-mailto") == 2
    assert said.out.count("(wrong-type)") == 1
    assert "unused-suppression" not in said.out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"[x](TODO)\n")))
    assert main(["check", "--stdin-filename", "bad/a.md", "-"]) == 2
    said = capsys.readouterr()
    assert "left out" in said.err
    assert "placeholder-link" in said.out
    assert main(["fix"]) == 2
    assert (root / "bad/a.md").read_text() == page.format("bad").replace("a@", "mailto:a@")
    assert main(["schema", "show", "bad"]) == 2
    assert main(["init"]) == 2


def test_safety_promise_11_keys_that_name_code_are_reported_and_never_followed(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(
        {
            "evil.py": "open('ran', 'w')\n",
            "base.toml": 'exclude = ["kept/*"]\ncustomRules = ["./evil.py"]\n',
            "contentlint.toml": """# é
extend = "base.toml"
plugins = ["evil", "./evil.py"]
rules = ["evil:Rule"]

[[collections]]
name = "all"
files = ["**"]
Load-Plugins = "evil"

[overrides."a/*"]
rules = "evil:Rule"
""",
            "a/b.md": "[un](a@exemple.fr)\n",
            "kept/a.md": "[un](a@exemple.fr)\n",
        }
    )
    assert main(["fix"]) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    places = [
        ("base.toml:2", "customRules"),
        ("contentlint.toml:3", "plugins"),
        ("contentlint.toml:4", "rules"),
        ("contentlint.toml:9", "Load-Plugins"),
        ("contentlint.toml:12", "rules"),
    ]
    why = "is ignored: plugins come from the installed environment only"
    assert said == [f"error: {root}/{place}: {key!r} {why}" for place, key in places]
    assert (root / "a/b.md").read_text() == "[un](mailto:a@exemple.fr)\n"
    assert (root / "kept/a.md").read_text() == "[un](a@exemple.fr)\n"
    assert main(["config"]) == 2
    assert "customRules" in capsys.readouterr().err
    assert not (root / "ran").exists()


def test_keys_that_name_code_in_a_pyproject(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"pyproject.toml": "[tool.contentlint]\n[tool.contentlint.plugin]\nx = 1\n", "a.md": "# a\n"})
    assert main(["check"]) == 2
    assert f"{root}/pyproject.toml:2: 'plugin' is ignored" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "quoted"), [("all", False), ("front-matter", True), ("invalid-yaml", True)])
def test_safety_promise_4_broken_front_matter_is_mended_by_name_only(site: Site, words: str, *, quoted: bool) -> None:
    root = site({"a.md": "---\ntitle: API : la doc\n---\n"})
    assert main(["fix", "--select", words]) in {0, 1}
    assert ('"API : la doc"' in (root / "a.md").read_text()) is quoted


@pytest.mark.parametrize("key", ["extensions", "excludes", "plugings", "rules.plugins"])
def test_another_unknown_key_ends_the_run(site: Site, key: str) -> None:
    page = "[un](a@exemple.fr)\n"
    root = site({"contentlint.toml": f'{key} = ["a"]\n', "a.md": page})
    assert main(["fix"]) == 2
    assert (root / "a.md").read_text() == page


@pytest.mark.parametrize(
    ("words", "file", "left"),
    [
        (["check", "--output-format", "sarif:out.sarif"], "out.sarif", ["out.sarif"]),
        (["init"], "contentlint.toml", []),
        (["baseline", "create"], "contentlint-baseline.json", []),
    ],
)
def test_a_full_disk_is_told_and_leaves_nothing_torn(site: Site, words: list[str], file: str, left: list[str]) -> None:
    root = site({"a.md": GOOD})
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100,) * 2); "
    code = f"{limit}from linter.cli import main; sys.exit(main({words}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert file in done.stderr
    assert "File too large" in done.stderr
    assert sorted(path.name for path in root.iterdir() if path.is_file()) == ["a.md", *left]


@pytest.mark.skipif(os.name != "posix", reason="a folder in use cannot be deleted")
@pytest.mark.parametrize("command", ["check", "fix", "init"])
def test_safety_promise_16_a_current_folder_that_is_gone_is_told(tmp_path: Path, command: str) -> None:
    words = [sys.executable, "-m", "linter", command]
    code = f"import os; os.rmdir(os.getcwd()); os.execvp({words[0]!r}, {words})"
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
