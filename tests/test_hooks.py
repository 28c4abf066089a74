"""The hooks, run by the real pre-commit on a scratch repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
DEFECT = "# Guide\n\n[écrire](contact@exemple-public.fr)\n"
CLEAN = "# Guide\n\nTout va bien.\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with one page, and pre-commit's environments kept for all tests here."""
    pytest.importorskip("pre_commit")
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of this checkout with its uncommitted changes, so that hook runs share one environment."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, which pre-commit needs")
    folder = tmp_path_factory.mktemp("clone") / "contentlint"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--modified", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            target.write_bytes((ROOT / name).read_bytes())
    author = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    subprocess.run(["git", *author, "commit", "-q", "--allow-empty", "-m", "state"], cwd=folder, check=True)
    return folder


def run_hook(repository: Path, clone: Path, hook: str) -> subprocess.CompletedProcess[str]:
    """Stage the page and run a hook on it."""
    subprocess.run(["git", "add", "page.md"], cwd=repository, check=True)
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), hook, "--files", "page.md"]
    environment = os.environ | {"PRE_COMMIT_HOME": str(clone.parent / "cache")}
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)


def test_a_defect_fails_the_commit(repository: Path, clone: Path) -> None:
    (repository / "page.md").write_text(DEFECT, encoding="utf-8")
    done = run_hook(repository, clone, "contentlint")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "page.md:3:10: error" in done.stdout


def test_the_fixing_hook_mends_it(repository: Path, clone: Path) -> None:
    page = repository / "page.md"
    page.write_text(DEFECT, encoding="utf-8")
    assert run_hook(repository, clone, "contentlint-fix").returncode == 1
    assert page.read_text(encoding="utf-8") == DEFECT.replace("(", "(mailto:")
    assert run_hook(repository, clone, "contentlint-fix").returncode == 0


def test_a_clean_page_passes(repository: Path, clone: Path) -> None:
    (repository / "page.md").write_text(CLEAN, encoding="utf-8")
    done = run_hook(repository, clone, "contentlint")
    assert done.returncode == 0, done.stdout + done.stderr


def git(repository: Path, *words: str) -> None:
    author = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", *author, *words], cwd=repository, check=True, capture_output=True)


def test_the_repo_hook_sees_what_a_rename_causes_elsewhere(tmp_path: Path, clone: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text(f"{DEFECT}\n[suite](b.md)\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(CLEAN, encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "before")
    git(tmp_path, "mv", "b.md", "c.md")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "contentlint-repo"]
    environment = os.environ | {"PRE_COMMIT_HOME": str(clone.parent / "cache")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a.md:5:9: error" in done.stdout
    assert "a.md:3" not in done.stdout


def test_parallel_processes_of_the_fixing_hook_mend_all(tmp_path: Path, clone: Path) -> None:
    git(tmp_path, "init", "-q")
    names = [f"{number:03}.md" for number in range(24)]
    for name in names:
        (tmp_path / name).write_text(DEFECT, encoding="utf-8")
    git(tmp_path, "add", "-A")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "contentlint-fix", "--files", *names]
    environment = os.environ | {"PRE_COMMIT_HOME": str(clone.parent / "cache")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in names} == {DEFECT.replace("(", "(mailto:")}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", *names]


def test_every_hook_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [hook["id"] for hook in HOOKS if f"id: {hook['id']}" not in readme] == []
