"""The gate: with a real git, a change hears of what it caused, wherever that shows, and of nothing else."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

OLD = "# Titre\n\n[guide](TODO)\n\nUn paragraphe.\n"
SETTINGS = """\
[[collections]]
name = "producers"
files = ["producers/*.md"]

[[collections]]
name = "api"
files = ["api/*.md"]
references = { producer = "producers.$stem" }
"""
PAGE = "---\ntitle: Une page\nproducer: mairie\n---\n\n[guide](TODO)\n\n[autre](b.md)\n"
AUTHOR = ("-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")


def git(*words: str, folder: Path | None = None) -> str:
    done = subprocess.run(["git", *AUTHOR, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(message: str = "state") -> str:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message)
    return git("rev-parse", "HEAD")


@pytest.fixture
def repository(site: Site) -> Path:
    """Return a repository with a committed catalogue that has old findings, as the current folder."""
    root = site(
        {
            "contentlint.toml": SETTINGS,
            "producers/mairie.md": "---\ntitle: Mairie\n---\n\nTexte.\n",
            "producers/region.md": "---\ntitle: Région\n---\n\nTexte.\n",
            "api/a.md": PAGE,
            "api/b.md": PAGE,
            "old.md": OLD,
        }
    )
    commit("base")
    git("branch", "-q", "base")
    return root


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def found(capsys: Capture, *words: str) -> list[str]:
    """Return the findings since the base, each as path, line and rule."""
    capsys.readouterr()
    main(["check", "-q", "--output-format", "json", *(words or ("--since", "base"))])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [f"{one['path']}:{one['line']} {one['rule']}" for one in findings]


def test_nothing_changed_is_nothing_caused(repository: Path, capsys: Capture) -> None:
    assert repository.is_dir()
    assert main(["check", "--since", "base"]) == 0
    err = capsys.readouterr().err
    assert err.startswith("Only what changed since base (")
    assert err.endswith("All checks passed (5 files). 3 older.\n")
    assert main(["check"]) == 1


def test_trap_1_a_line_added_above_an_old_finding(repository: Path, capsys: Capture) -> None:
    assert repository.is_dir()
    change("old.md", "# Titre\n", "# Titre\n\nUne ligne de plus.\n")
    assert found(capsys) == []


def test_trap_2_one_mended_and_another_made_in_the_same_file(repository: Path, capsys: Capture) -> None:
    assert repository.is_dir()
    change("old.md", "[guide](TODO)\n\nUn paragraphe.\n", "Le guide.\n\n[notice](TODO)\n")
    assert found(capsys) == ["old.md:5 placeholder-link"]


def test_trap_3_a_producer_is_renamed_and_the_pages_that_name_it_are_not(repository: Path, capsys: Capture) -> None:
    git("mv", "producers/mairie.md", "producers/ville.md")
    assert found(capsys) == ["api/a.md:3 unresolved-reference", "api/b.md:3 unresolved-reference"]
    commit()
    assert found(capsys) == ["api/a.md:3 unresolved-reference", "api/b.md:3 unresolved-reference"]
    assert repository.is_dir()


def test_trap_4_a_document_with_old_findings_is_renamed(repository: Path, capsys: Capture) -> None:
    git("mv", "old.md", "new.md")
    assert found(capsys) == []
    change("new.md", "Un paragraphe.", "[notice](FIXME)")
    assert found(capsys) == ["new.md:5 placeholder-link"]
    assert repository.is_dir()


def test_a_deleted_page_is_missed_where_links_lead_to_it(repository: Path, capsys: Capture) -> None:
    (repository / "api/b.md").unlink()
    assert found(capsys) == ["api/a.md:8 broken-file-link"]


def test_what_a_deletion_causes_on_a_line_that_stays(repository: Path, capsys: Capture) -> None:
    (repository / "page.md").write_text(
        "# Un\n\n## Deux\n\n### Trois\n\n# Quatre\n\n## Cinq\n\n### Six\n", encoding="utf-8"
    )
    git("branch", "-f", "base", commit())
    change("page.md", "## Cinq\n\n", "")
    assert found(capsys) == ["page.md:9 heading-skip"]


def test_a_key_that_is_missing_instead_of_another(repository: Path, capsys: Capture) -> None:
    (repository / "page.json").write_text('{"required": ["lead", "theme"]}', encoding="utf-8")
    change("contentlint.toml", 'name = "api"', 'name = "api"\nschema = "page.json"')
    change("api/a.md", "title: Une page\n", "title: Une page\ntheme: mer\n")
    git("branch", "-f", "base", commit())
    change("api/a.md", "theme: mer\n", "")
    change("api/a.md", "producer: mairie\n", "producer: mairie\nlead: Un mot\n")
    assert found(capsys) == ["api/a.md:2 missing-required-key"]


def test_new_files_count_whole_committed_or_not(repository: Path, capsys: Capture) -> None:
    (repository / "other.md").write_text("# Autre\n\n[x](FIXME)\n", encoding="utf-8")
    assert found(capsys) == ["other.md:3 placeholder-link"]
    commit()
    assert found(capsys) == ["other.md:3 placeholder-link"]


def test_all_of_the_files_concerned_on_request(repository: Path, capsys: Capture) -> None:
    assert repository.is_dir()
    change("old.md", "Un paragraphe.", "Deux paragraphes.")
    assert found(capsys) == []
    assert found(capsys, "--since", "base", "--changed", "files") == ["old.md:3 placeholder-link"]


def test_what_the_target_gained_meanwhile_is_not_ours(repository: Path, capsys: Capture) -> None:
    git("switch", "-q", "-c", "topic")
    change("api/a.md", "Une page", "Une belle page")
    commit()
    git("switch", "-q", "base")
    change("old.md", "Un paragraphe.", "Deux paragraphes.\n\n[notice](FIXME)")
    commit()
    git("switch", "-q", "topic")
    assert found(capsys) == []
    assert repository.is_dir()


def test_what_is_staged_is_judged_as_it_is_staged(repository: Path, capsys: Capture) -> None:
    change("old.md", "Un paragraphe.", "[notice](FIXME)")
    assert found(capsys, "--staged") == []
    git("add", "old.md")
    change("old.md", "[notice](FIXME)", "Un paragraphe.")
    assert found(capsys, "--staged") == ["old.md:5 placeholder-link"]
    git("rm", "-q", "--cached", "producers/mairie.md")
    assert "api/a.md:3 unresolved-reference" in found(capsys, "--staged")
    assert found(capsys, "--staged", "old.md") == ["old.md:5 placeholder-link"]
    (repository / "untracked.md").write_text("[x](TODO)\n", encoding="utf-8")
    assert found(capsys, "--staged", "untracked.md") == []


def test_a_subfolder_with_its_own_configuration(
    repository: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = repository / "docs"
    docs.mkdir()
    (docs / "contentlint.toml").write_text("", encoding="utf-8")
    (docs / "é.md").write_text(OLD, encoding="utf-8")
    git("branch", "-f", "base", commit())
    monkeypatch.chdir(docs)
    change("é.md", "# Titre\n", "# Titre\n\n[x](FIXME)\n")
    assert found(capsys) == ["é.md:3 placeholder-link"]
    git("add", "é.md")
    assert found(capsys, "--staged") == ["é.md:3 placeholder-link"]


def test_other_line_endings_on_the_disk_are_no_change(repository: Path, capsys: Capture) -> None:
    (repository / "old.md").write_bytes(OLD.replace("\n", "\r\n").encode())
    assert found(capsys) == []


def test_a_shallow_clone_says_so(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    git("switch", "-q", "-c", "topic")
    change("old.md", "Un paragraphe.", "[notice](FIXME)")
    commit()
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git("clone", "-q", "--depth=1", "--branch=topic", repository.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    assert main(["check", "--since", "origin/base"]) == 2
    assert "this clone is shallow" in capsys.readouterr().err
    git("fetch", "-q", "--depth=1", "origin", "base:refs/remotes/origin/base")
    assert main(["check", "--since", "origin/base"]) == 1
    out, err = capsys.readouterr()
    assert "this clone is shallow, so that where the change left origin/base is unknown" in err
    assert [line.split(": ")[0] for line in out.splitlines()] == ["old.md:5:10"]


@pytest.mark.parametrize("words", [["--since", "nowhere"], ["--since=--help"], ["--since=--output=x"], ["--since=a b"]])
def test_a_revision_that_is_none(repository: Path, capsys: Capture, words: list[str]) -> None:
    assert main(["check", *words]) == 2
    assert "there is no commit" in capsys.readouterr().err
    assert sorted(path.name for path in repository.iterdir()) == sorted(
        [".git", "api", "contentlint.toml", "old.md", "producers"]
    )


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--since", "HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err


def test_nothing_that_a_repository_names_is_run(repository: Path, capsys: Capture) -> None:
    trace = repository / "trace"
    program = repository / "evil.sh"
    program.write_text(f'#!/bin/sh\necho run >> "{trace}"\ncat\n', encoding="utf-8")
    program.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "diff.external",
        "filter.f.clean",
        "filter.f.smudge",
        "filter.f.process",
        "diff.f.textconv",
        "diff.f.command",
    ):
        git("config", name, str(program))
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (repository / ".git/hooks").mkdir(exist_ok=True)
        (repository / ".git/hooks" / hook).write_bytes(program.read_bytes())
        (repository / ".git/hooks" / hook).chmod(0o755)
    (repository / ".gitattributes").write_text("* filter=f diff=f\n", encoding="utf-8")
    change("old.md", "Un paragraphe.", "[notice](FIXME)")
    os.utime(repository / "api/a.md", (1, 1))
    before = (repository / ".git/index").read_bytes()
    assert found(capsys) == ["old.md:5 placeholder-link"]
    assert found(capsys, "--staged") == []
    assert not trace.exists()
    assert (repository / ".git/index").read_bytes() == before


def test_links_in_git_lead_nowhere_else(repository: Path, capsys: Capture) -> None:
    (repository / "loop.md").symlink_to("loop2.md")
    (repository / "loop2.md").symlink_to("loop.md")
    (repository / "out.md").symlink_to("/etc/hostname")
    (repository / "in.md").symlink_to("old.md")
    git("add", "-A")
    assert found(capsys, "--staged") == ["in.md:3 placeholder-link"]


def test_with_a_baseline(repository: Path, capsys: Capture) -> None:
    assert main(["baseline", "create"]) == 0
    git("mv", "producers/mairie.md", "producers/ville.md")
    change("old.md", "[guide](TODO)", "[guide](TODO)!")
    (repository / "contentlint.toml").write_text(SETTINGS, encoding="utf-8")
    assert found(capsys) == [
        "api/a.md:3 unresolved-reference",
        "api/b.md:3 unresolved-reference",
        "old.md:3 placeholder-link",
    ]


def test_the_environment_of_a_pull_request(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    git("switch", "-q", "-c", "topic")
    change("api/a.md", "Une page", "Une page [x](FIXME)")
    commit()
    git("switch", "-q", "base")
    git("merge", "-q", "--no-ff", "-m", "merge", "topic")
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git("clone", "-q", "--depth=2", "--branch=base", repository.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    event = clone.parent / "event.json"
    event.write_text(json.dumps({"pull_request": {"base": {"sha": "0" * 40}}}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request")
    monkeypatch.setenv("GITHUB_SHA", git("rev-parse", "HEAD"))
    assert found(capsys, "--fail-on", "error") == ["api/a.md:2 placeholder-link"]
    assert len(found(capsys, "--no-since")) > 2
    monkeypatch.setenv("GITHUB_SHA", "1" * 40)
    assert main(["check"]) == 1
    assert "what the pull request changes cannot be told, as this clone is shallow" in capsys.readouterr().err
    monkeypatch.delenv("GITHUB_ACTIONS")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", git("rev-parse", "HEAD^1"))
    main(["check"])
    assert "Only what changed since " in capsys.readouterr().err
