"""The command line, used as people use it: exit codes, standard output and error, guesses for slips."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter import __version__
from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

BAD = "[guide](TODO)\n"
EMAIL = "[écrire](contact@exemple-public.fr)\n"


def test_findings_are_printed_and_end_with_1(site: Site, capsys: Capture) -> None:
    site({"a/x.md": BAD, "b.md": "Rien à dire.\n"})
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("a/x.md:1:9: error")
    assert "(placeholder-link)" in out
    assert err.startswith("Found 1 error in 1 of 2 files")


def test_no_argument_means_check(site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    site({"x.md": BAD})
    monkeypatch.setattr(sys, "argv", ["contentlint"])
    assert main() == 1
    assert "placeholder-link" in capsys.readouterr().out


def test_clean_files_pass(site: Site, capsys: Capture) -> None:
    site({"x.md": "Bien.\n"})
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "All checks passed (1 file).\n"


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "info"], 1),
        (["--ignore", "links"], 0),
        (["--select", "encoding,front-matter"], 0),
        (["--select", "placeholder-link"], 1),
    ],
)
def test_what_fails_can_be_chosen(site: Site, flags: list[str], code: int) -> None:
    site({"x.md": BAD})
    assert main(["check", *flags]) == code


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "nowhere.md"], "nowhere.md: there is no such file or folder"),
        (["check", "--select", "mojibke"], "there is no rule 'mojibke'; did you mean 'mojibake'?"),
        (["check", "--ignore", "lonks"], "did you mean 'links'?"),
        (["check", "--output-format", "jsno"], "did you mean 'json'?"),
        (["check", "--slect", "links"], "did you mean --select?"),
        (["chek"], "did you mean check?"),
        (["rule", "mojibak"], "did you mean 'mojibake'?"),
        (["rule"], "name a rule, or use --all"),
        (["check", "--output-format", "json", "--output-format", "concise"], "two reports would go to one place"),
        (["check", "-o", "none/out.txt"], "none/out.txt: No such file or directory"),
        (["check", "-"], "needs --stdin-filename"),
        (["check", "--config", "none.toml"], "none.toml: No such file or directory"),
        (["check", "x.md", ".."], "lies outside"),
        (["check", "--stdin-filename", "../x.md", "-"], "lies outside"),
        (["config", "--config", "none.toml"], "none.toml"),
    ],
)
def test_a_slip_ends_with_2_and_a_hint(
    site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    site({"x.md": BAD})
    monkeypatch.setattr(sys, "argv", ["contentlint", *words])
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_a_missing_path_does_not_keep_the_others_from_being_checked(site: Site, capsys: Capture) -> None:
    site({"x.md": BAD})
    assert main(["check", "x.md", "nowhere.md"]) == 2
    assert "placeholder-link" in capsys.readouterr().out


def test_nothing_matched_is_a_warning_or_an_error(site: Site, capsys: Capture) -> None:
    site({"empty/x.txt": ""})
    assert main(["check", "empty"]) == 0
    assert "warning: no files matched in empty" in capsys.readouterr().err
    assert main(["check", "empty", "--no-files", "error"]) == 2


def test_excluded_files_are_skipped_even_if_named(site: Site, capsys: Capture) -> None:
    site({"contentlint.toml": 'exclude = ["old"]\n', "old/x.md": BAD})
    assert main(["check", "old/x.md"]) == 0
    assert "old/x.md: skipped, excluded by" in capsys.readouterr().err


def test_ignored_files_are_not_looked_at(site: Site, capsys: Capture) -> None:
    site({".gitignore": "out/\n", ".contentlintignore": "drafts/\n", "out/x.md": BAD, "drafts/x.md": BAD, "y.md": ""})
    assert main(["check"]) == 0
    assert "(1 file)" in capsys.readouterr().err


def test_fix_mends_and_says_what_is_left(site: Site, capsys: Capture) -> None:
    root = site({"x.md": EMAIL + BAD})
    assert main(["fix"]) == 1
    assert (root / "x.md").read_text(encoding="utf-8") == EMAIL.replace("(", "(mailto:") + BAD
    out, err = capsys.readouterr()
    assert "placeholder-link" in out
    assert err.startswith("Fixed 1 finding in 1 file; 1 error left")
    assert main(["check", "--fix", "--ignore", "links"]) == 0


def test_fix_names_on_request_what_it_mended(site: Site, capsys: Capture) -> None:
    site({"a\nb.md": EMAIL})
    assert main(["fix", "-v", "--lang", "fr"]) == 0
    assert main(["fix", "-v"]) == 0
    err = capsys.readouterr().err
    assert "fixed: a\\nb.md:1:10: " in err
    assert err.count("(email-without-mailto)") == 1


def test_a_hook_can_be_told_that_files_changed(site: Site) -> None:
    site({"x.md": EMAIL})
    assert main(["fix", "--exit-non-zero-on-fix"]) == 1
    assert main(["fix", "--exit-non-zero-on-fix"]) == 0


def test_diff_shows_and_does_not_write(site: Site, capsys: Capture) -> None:
    root = site({"x.md": EMAIL.replace("\n", "\r\n") + "fin"})
    assert main(["fix", "--diff", "--ignore", "layout"]) == 1
    assert capsys.readouterr().out == (
        "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n-[écrire](contact@exemple-public.fr)\r\n"
        "+[écrire](mailto:contact@exemple-public.fr)\r\n fin\n\\ No newline at end of file\n"
    )
    assert "mailto" not in (root / "x.md").read_text(encoding="utf-8")


def test_standard_input_stands_for_a_file(site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    site({"contentlint.toml": '[overrides."a/*"]\nrules = { links = "off" }\n'})

    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(BAD)
    assert main(["check", "--stdin-filename", "b/x.md", "-"]) == 1
    assert capsys.readouterr().out.startswith("b/x.md:1:9")
    given(BAD)
    assert main(["check", "--stdin-filename", "a/x.md", "-"]) == 0
    capsys.readouterr()
    given(EMAIL)
    assert main(["fix", "--diff", "--stdin-filename", "b/x.md", "-"]) == 1
    assert "+[écrire](mailto:" in capsys.readouterr().out


def test_standard_input_is_fixed_to_standard_output(site: Site) -> None:
    site({})
    command = [sys.executable, "-m", "linter", "fix", "--stdin-filename", "x.md", "-"]
    done = subprocess.run(command, input=EMAIL.encode(), capture_output=True, check=False)
    assert done.stdout.decode() == EMAIL.replace("(", "(mailto:")
    assert done.returncode == 0


def test_several_reports_at_once(site: Site, capsys: Capture) -> None:
    root = site({"x.md": BAD})
    assert main(["check", "--output-format", "concise", "--output-format", "json:out.json"]) == 1
    assert "x.md:1:9" in capsys.readouterr().out
    assert json.loads((root / "out.json").read_text())["findings"][0]["rule"] == "placeholder-link"
    assert main(["check", "--output-format", "sarif", "-o", "out.sarif"]) == 1
    assert json.loads((root / "out.sarif").read_text())["version"] == "2.1.0"


def test_statistics(site: Site, capsys: Capture) -> None:
    site({"x.md": BAD * 3})
    assert main(["check", "--statistics"]) == 1
    assert "placeholder-link" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("flags", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(  # noqa: PLR0913, PLR0917
    site: Site,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    flags: list[str],
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001
) -> None:
    site({"x.md": BAD})
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", "--output-format", "full", *flags])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_a_page_is_printed(capsys: Capture) -> None:
    assert main(["rule", "placeholder-link"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# placeholder-link\n")
    assert "- Category: links\n" in out


def test_all_rules_are_listed(capsys: Capture) -> None:
    assert main(["rule", "--all"]) == 0
    assert "mojibake" in capsys.readouterr().out
    assert main(["rule", "--all", "--output-format", "json"]) == 0
    assert {"name", "category", "severity", "fix", "summary", "page"} == set(json.loads(capsys.readouterr().out)[0])


def test_the_configuration_is_shown(site: Site, capsys: Capture) -> None:
    site(
        {
            "contentlint.toml": '[rules]\nlinks = "off"\n[overrides."x"]\nschema = "s.json"\n'
            '[[collections]]\nname = "api"\nfiles = ["api/*"]\nfirst-heading = 3\n',
            "s.json": '{"title": "Fiche"}',
            "api/x.md": "",
        }
    )
    assert main(["config"]) == 0
    out = capsys.readouterr().out
    assert "rules.links = severity off" in out
    assert "first-heading = 3" in out
    assert main(["config", "api/x.md"]) == 0
    out = capsys.readouterr().out
    assert "collection = api" in out
    assert "placeholder-link" not in out


def test_the_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"contentlint {__version__}\n"


@pytest.mark.parametrize("command", ["check", "fix", "rule", "config"])
def test_help_has_examples(capsys: Capture, command: str) -> None:
    assert main([command, "--help"]) == 0
    assert "examples:" in capsys.readouterr().out


def test_a_closed_pipe_is_no_error(site: Site) -> None:
    site({f"{number}.md": BAD * 50 for number in range(40)})
    command = f"{sys.executable} -m linter check | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_paths_are_shown_as_seen_from_the_current_folder(
    site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({"a/x.md": BAD, "b/y.txt": ""})
    monkeypatch.chdir(root / "b")
    assert main(["check", "../a"]) == 1
    assert capsys.readouterr().out.startswith("../a/x.md:1:9")
    assert main(["check", "../a", "--output-format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["path"] == "a/x.md"


def test_a_file_whose_name_looks_like_an_option_is_a_file(site: Site, capsys: Capture) -> None:
    site({"--config=evil.md": BAD, "-x.md": BAD, "evil.md": '[rules]\nlinks = "off"\n'})
    assert main(["check", "--config=evil.md", "-x.md"]) == 1
    assert capsys.readouterr().out.count("placeholder-link") == 2
