"""Messages in French: all that a translated rule says on its page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter import catalog, pages
from linter.cli import main
from linter.examples import examples
from linter.reports.translation import TITLES, sentence, tables, translated
from tests.reports.sample import sample_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

TRANSLATED = sorted(tables("fr"))


def test_every_table_is_that_of_a_rule() -> None:
    assert set(TRANSLATED) <= set(catalog.rules())


@pytest.mark.parametrize("name", TRANSLATED)
def test_all_that_a_rule_says_on_its_page_is_known(name: str) -> None:
    rule = catalog.rules()[name]
    problems = [each for example in examples(pages.text(rule)) for each in pages.problems(rule, example)]
    assert problems
    assert [each.message for each in problems if sentence(each.message, name, "fr") is None] == []
    titles = [each.fix.title for each in problems if each.fix]
    assert [title for title in titles if sentence(title, TITLES, "fr") is None] == []


def test_values_are_taken_over_as_they_are() -> None:
    said = sentence('there is no file "a {} \\1.md"; did you mean "é\n.md"?', "broken-file-link", "fr")
    assert said == 'il n’y a pas de fichier "a {} \\1.md" ; vouliez-vous dire "é\n.md" ?'
    assert sentence("something else", "broken-file-link", "fr") is None


def test_english_is_as_it_was() -> None:
    run = sample_run()
    assert translated(run, "en") is run
    assert [one.rule for one in translated(run, "fr").findings] == [one.rule for one in run.findings]


def test_the_command_line_speaks_french(site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    site({"a.md": "[guide](TODO)\n"})
    french = "ce lien mène à"
    assert main(["check", "--lang", "fr"]) == 1
    assert french in capsys.readouterr().out
    monkeypatch.setenv("CONTENTLINT_LANG", "fr")
    main(["check"])
    assert french in capsys.readouterr().out
    main(["check", "--lang", "en"])
    assert french not in capsys.readouterr().out
    monkeypatch.setenv("CONTENTLINT_LANG", "tlh")
    assert main(["check"]) == 2
    assert "CONTENTLINT_LANG: there is no language 'tlh' (there are en, fr)" in capsys.readouterr().err
