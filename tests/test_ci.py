"""What runs in CI: the action of GitHub, the job of GitLab, the workflow that `init` writes; their shell lines run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter.cli import main
from linter.inference import github_workflow_text, gitlab_job_text

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

ROOT = Path(__file__).parent.parent
BAD = "[guide](TODO)\n"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
JOB = yaml.safe_load((ROOT / "templates" / "contentlint.yml").read_text(encoding="utf-8"))["contentlint"]


def shell(lines: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run lines of shell with our own command where it would have been installed, as GitHub's runner does."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines]
    return subprocess.run(
        words, env=os.environ | {"PATH": path} | environment, capture_output=True, text=True, check=False
    )


def installed(folder: Path) -> str:
    """Return a folder that looks as if the step before had installed contentlint there."""
    place = folder / "runner" / "contentlint" / "bin"
    place.mkdir(parents=True)
    (place / "contentlint").symlink_to(Path(sys.executable).parent / "contentlint")
    return str(folder / "runner")


def test_the_action_annotates_and_summarises(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site({"a b.md": BAD, "-x.md": BAD, "c.md": BAD})
    folder = tmp_path_factory.mktemp("job")
    step = ACTION["runs"]["steps"][1]
    done = shell(
        step["run"],
        RUNNER_TEMP=installed(folder),
        PATHS="a b.md\n-x.md\n",
        ARGUMENTS="--fail-on=warning\n",
        SARIF_FILE=str(folder / "out file.sarif"),
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(folder / "summary.md"),
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=a b.md,line=1,col=9" in done.stdout
    assert "c.md" not in done.stdout
    assert (folder / "summary.md").read_text(encoding="utf-8").startswith("**2 errors** in 2 of 2 files.\n")
    assert len(json.loads((folder / "out file.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 2


def test_inputs_of_the_action_reach_the_shell_as_data_only() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert all(value.startswith("${{ ") for value in step["env"].values())


def test_the_job_of_gitlab_writes_what_it_uploads(site: Site) -> None:
    root = site({"a.md": BAD})
    (check,) = [line for line in JOB["script"] if line.startswith("contentlint")]
    done = shell(check, CONTENTLINT_PATHS=".")
    assert done.returncode == 1, done.stderr
    for name in JOB["artifacts"]["reports"].values():
        assert (root / name).stat().st_size


def lines_of(workflow: dict[str, Any]) -> list[str]:
    return [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]


def test_the_workflow_of_init_runs(site: Site) -> None:
    site({"a.md": BAD})
    (line,) = lines_of(yaml.safe_load(github_workflow_text("1.2.3")))
    done = shell(line.replace("pipx run contentlint==1.2.3", "contentlint"), GITHUB_ACTIONS="true")
    assert done.returncode == 1, done.stderr
    assert "::error file=a.md,line=1" in done.stdout


def test_annotations_stand_beside_the_lines_of_the_log_but_not_in_data(site: Site, capsys: Capture) -> None:
    site({"a.md": BAD})
    assert main(["check", "--output-format", "concise", "--output-format", "github"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in out] == ["a.md", ""]
    assert main(["check", "--output-format", "json", "--output-format", "github"]) == 2


def test_annotations_name_files_from_where_the_job_runs(site: Site, capsys: Capture) -> None:
    site({"docs/contentlint.toml": "", "docs/a.md": BAD})
    assert main(["check", "docs", "--output-format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=docs/a.md,")


def test_init_writes_the_job_that_is_a_template_here() -> None:
    written = gitlab_job_text("1.2.3").replace("contentlint==1.2.3", "contentlint")
    assert yaml.safe_load(written)["contentlint"] == JOB


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("github-actions", (ROOT / "action.yml").read_text(encoding="utf-8")),
        ("github-workflows", github_workflow_text("1.2.3")),
        ("gitlab-ci", (ROOT / "templates" / "contentlint.yml").read_text(encoding="utf-8")),
        ("gitlab-ci", gitlab_job_text("1.2.3")),
    ],
)
def test_they_are_as_their_official_schemas_say(schema: str, text: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema, which brings the schemas, is not installed")
    file = tmp_path / "file.yml"
    file.write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
