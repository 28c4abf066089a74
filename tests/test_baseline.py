"""The baseline: old findings pass, new ones are told, whatever moves."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from linter.baseline import BaselineError, Entry, dump, parse
from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

PAGE = "# Titre\n\n[guide](TODO)\n\n[notice](FIXME)\n"


@pytest.fixture
def adopted(site: Site, capsys: Capture) -> Path:
    """Return a repository with two pages of old findings, all of them recorded."""
    root = site({"a.md": PAGE, "b.md": PAGE})
    assert main(["baseline", "create"]) == 0
    assert "Recorded 4 findings in contentlint-baseline.json" in capsys.readouterr().err
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "All checks passed (2 files). 4 baselined.\n"
    return root


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_lines_may_move(adopted: Path) -> None:
    change(adopted / "a.md", "# Titre\n", "# Titre\n\nUne ligne de plus.\n")
    assert main(["check"]) == 0


def test_one_fixed_and_one_new_is_one_new(adopted: Path, capsys: Capture) -> None:
    change(adopted / "a.md", "[guide](TODO)", "[annexe](TODO)")
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("a.md:3:10: error")
    assert "note: 1 entry of contentlint-baseline.json matches nothing any more" in err


def test_a_key_that_is_missing_instead_of_another_is_new(site: Site, capsys: Capture) -> None:
    settings = '[[collections]]\nname = "pages"\nfiles = ["*.md"]\nschema = "page.json"\n'
    root = site(
        {
            "contentlint.toml": settings,
            "page.json": '{"required": ["lead", "theme"]}',
            "a.md": "---\ntitle: Une page\ntheme: mer\n---\n\nTexte.\n",
        }
    )
    assert main(["baseline", "create"]) == 0
    change(root / "a.md", "theme: mer", "lead: Un mot")
    assert main(["check"]) == 1
    assert 'missing required key "theme"' in capsys.readouterr().out


def test_a_copy_of_an_old_finding_is_new(adopted: Path) -> None:
    change(adopted / "a.md", "[guide](TODO)\n", "[guide](TODO)\n\n[guide](TODO)\n")
    assert main(["check"]) == 1


def test_a_renamed_file_keeps_its_findings(adopted: Path) -> None:
    (adopted / "a.md").rename(adopted / "c.md")
    assert main(["check"]) == 0
    (adopted / "d.md").write_text(PAGE, encoding="utf-8")
    assert main(["check"]) == 1


def committed(folder: Path) -> None:
    author = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    subprocess.run(["git", *author, "commit", "-q", "-m", "state"], cwd=folder, check=True)


LONG = "".join(f"Ligne {number}.\n\n" for number in range(20))


@pytest.mark.parametrize("commit", [False, True])
def test_git_tells_what_was_renamed(adopted: Path, capsys: Capture, commit: bool) -> None:  # noqa: FBT001
    change(adopted / "a.md", "# Titre\n", f"# Titre\n\n{LONG}")
    committed(adopted)
    (adopted / "a.md").rename(adopted / "z.md")
    change(adopted / "z.md", "[notice](FIXME)", "[annexe](FIXME)")
    change(adopted / "z.md", "[guide](TODO)", "guide")
    if commit:
        committed(adopted)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert "2 entries of contentlint-baseline.json match nothing any more" in err


@pytest.mark.parametrize("commit", [False, True])
def test_a_new_file_with_an_old_finding_is_no_renamed_one(adopted: Path, commit: bool) -> None:  # noqa: FBT001
    change(adopted / "a.md", "# Titre\n", f"# Titre\n\n{LONG}")
    committed(adopted)
    (adopted / "a.md").unlink()
    if commit:
        committed(adopted)
    (adopted / "z.md").write_text("# Autre\n\n[guide](TODO)\n\n[notice](FIXME)\n", encoding="utf-8")
    assert main(["check"]) == 1


def test_prune_update_and_show(adopted: Path, capsys: Capture) -> None:
    change(adopted / "a.md", "[guide](TODO)", "le guide")
    assert main(["baseline", "prune"]) == 0
    assert "Removed 1 entry" in capsys.readouterr().err
    assert len(parse((adopted / "contentlint-baseline.json").read_text())) == 3
    change(adopted / "a.md", "le guide", "[guide](TODO)")
    assert main(["check"]) == 1
    assert main(["baseline", "update"]) == 0
    assert main(["check"]) == 0
    assert main(["baseline", "show"]) == 0
    assert "4  placeholder-link" in capsys.readouterr().out


def test_all_can_be_shown(adopted: Path) -> None:
    assert adopted.is_dir()
    assert main(["check", "--no-baseline"]) == 1


def test_a_file_that_cannot_be_read_is_not_recorded_unasked(site: Site, capsys: Capture) -> None:
    site({"a.md": "---\ntitle: [\n---\n"})
    assert main(["baseline", "create"]) == 0
    assert "1 finding hides others and was not recorded: mend it, or use --allow-fatal" in capsys.readouterr().err
    assert main(["check"]) == 1
    assert main(["baseline", "update", "--allow-fatal"]) == 0
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["baseline", "create"], "exists; contentlint baseline update"),
        (["check", "--baseline", "none.json"], "there is no such baseline"),
    ],
)
def test_slips(adopted: Path, capsys: Capture, words: list[str], message: str) -> None:
    assert adopted.is_dir()
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_without_a_baseline_there_is_nothing_to_update(site: Site, capsys: Capture) -> None:
    site({"a.md": PAGE})
    assert main(["baseline", "update"]) == 2
    assert "there is no baseline" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"path": 1}]}', "[" * 100_000]
)
def test_a_file_that_is_no_baseline(text: str) -> None:
    with pytest.raises(BaselineError):
        parse(text)


def test_what_is_written_is_read() -> None:
    entries = (Entry("a.md", "x", "1"), Entry("b\n.md", "y", "2"))
    assert parse(dump(reversed(entries))) == entries
    assert parse(dump(())) == ()
    assert len(dump(entries).splitlines()) == 4
    assert json.loads(dump(entries))["version"] == 1
