"""Messages in French: all that rules say is known, and written as French is."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linter
from linter import catalog, pages
from linter.cli import main
from linter.examples import examples
from linter.reports.translation import PARTS, TITLES, sentence, tables, translated
from tests.reports.sample import sample_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

ROOT = Path(linter.__file__).parent
FRENCH = tomllib.loads((ROOT / "reports" / "fr.toml").read_text(encoding="utf-8"))
PAIRS = [pair for name, table in FRENCH.items() if name != PARTS for pair in table.items()]
PAIRS += [pair for table in FRENCH[PARTS].values() for pair in table.items()]
BUILT_IN = {"", "word", "number"}
PLACE = re.compile(r"\{([a-z0-9-]*)\}")
# Where messages are written, apart from the rules: of schemas, of what cannot be read, of what is compared or asked.
MODULES = [
    *(ROOT / "rules").glob("*.py"),
    *(
        ROOT / "schema" / f"{name}.py"
        for name in ("addresses", "branches", "causes", "conditions", "sentences", "words")
    ),
    *(path for path in (ROOT / "document").glob("yaml_*.py") if path.stem not in {"yaml_nodes", "yaml_spelling"}),
    *(ROOT / "document" / f"{name}.py" for name in ("delimiters", "front_matter", "json_nodes", "toml_nodes")),
    *(ROOT / "inference" / f"{name}.py" for name in ("keys", "kinds")),
    *(
        ROOT / f"{name}.py"
        for name in ("fixing", "formatting", "rendering", "runner", "suppression", "verification", "visits", "workers")
    ),
]
SILENT = {"re.compile", "tool_rule"}  # what is said in their arguments is no message
# Words that are in two patterns, a part in the other; and what is no message.
ELSEWHERE = {
    "expected one of", "is neither an e-mail address nor an http", "is not an IPv", "lorem ipsum dolor",
    "en savoir plus", "lire la suite",
}  # fmt: skip


def test_every_rule_has_a_table_and_every_table_is_that_of_a_rule() -> None:
    assert tables("fr") == set(catalog.rules())


@pytest.mark.parametrize("name", sorted(catalog.rules()))
def test_all_that_a_rule_says_on_its_page_is_known(name: str) -> None:
    rule = catalog.rules()[name]
    found = [(each, str(example)) for example in examples(pages.text(rule)) for each in pages.problems(rule, example)]
    # A schema or a list of terms may have sentences of its own.
    messages = [each.message for each, example in found if each.message not in example]
    assert [text for text in messages if sentence(text, name, "fr") is None] == []
    titles = [each.fix.title for each, _ in found if each.fix]
    assert [title for title in titles if sentence(title, TITLES, "fr") is None] == []


def test_the_words_of_every_message_are_known() -> None:
    known = "\n".join(english for english, _ in PAIRS)
    said = {(path.name, words) for path in MODULES for words in _fragments(ast.parse(path.read_text(encoding="utf-8")))}
    assert sorted((name, words) for name, words in said if words not in known and words not in ELSEWHERE) == []


def _fragments(node: ast.AST) -> Iterator[str]:
    """Yield the stretches of three words or more in the texts of a module that are neither documentation nor code."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in SILENT:
        return
    if isinstance(node, (ast.Compare, ast.Raise)) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        pieces = (piece.strip(" ,.?…") for piece in re.split(r"[\"`()\[\]{};:*&\\]+|\\n", node.value))
        yield from (piece for piece in pieces if re.fullmatch(r"[A-Za-z’'/-]+(?: [A-Za-z’'/-]+){2,}", piece))
    for child in ast.iter_child_nodes(node):
        yield from _fragments(child)


def test_places_are_the_same_on_both_sides() -> None:
    for english, french in PAIRS:
        left, right = PLACE.findall(english), PLACE.findall(french)
        assert left == right or sorted(right) == [str(number + 1) for number in range(len(left))], english
        assert set(left) <= BUILT_IN | set(FRENCH[PARTS]), english


def test_french_has_the_spaces_and_quotation_marks_that_it_wants() -> None:
    for _, french in PAIRS:
        words = re.sub(r"`[^`]*`", "", french)
        assert re.search(r"(?<! ) [:;?!»]|« |[^\s«]\xa0[;?!]|'(?=\w)|\\.\\.\\.", words) is None, french
        assert re.search(r"\w[;?!»]|«\w", words) is None, french


def test_every_part_is_used() -> None:
    used = {name for english, _ in PAIRS for name in PLACE.findall(english)}
    assert set(FRENCH[PARTS]) <= used


def test_values_are_taken_over_as_they_are() -> None:
    said = sentence('there is no file "a {} \\1.md"; did you mean "é\n.md"?', "broken-file-link", "fr")
    assert said == 'il n’y a pas de fichier "a {} \\1.md"\u202f; vouliez-vous dire "é\n.md"\u202f?'
    assert sentence("something else", "broken-file-link", "fr") is None


@pytest.mark.parametrize(
    ("rule", "english", "french"),
    [
        (
            "broken-file-link",
            'there is no file "a"; did you mean "b; did you mean c?"?',
            'il n’y a pas de fichier "a"\u202f; vouliez-vous dire "b; did you mean c?"\u202f?',
        ),
        (
            "ambiguous-scalar",
            "`1` is text for YAML 1.2, PyYAML and go-yaml (Hugo), 1 for Psych (Jekyll); put it in quotes if it is text",
            None,
        ),
        (
            "wrong-type",
            'item 2 of "a, got b" must be text, a whole number or a list, got the text "c, got d"',
            'l’élément 2 de "a, got b" doit être un texte, un nombre entier ou une liste, et non le texte "c, got d"',
        ),
        (
            "conditional-requirement",
            'missing required key "a", because "b" is -1 (see https://exemple.fr)',
            'la clé obligatoire "a" manque, parce que "b" vaut -1 (voir https://exemple.fr)',
        ),
        ("unsafe-yaml", "more than 100,000 values up to here, aliases expanded; the rest was not read", None),
    ],
)
def test_parts_of_a_sentence_are_said_in_french(rule: str, english: str, french: str | None) -> None:
    said = sentence(english, rule, "fr")
    assert said is not None
    assert said == french or (french is None and not re.search(r"\b(?:and|for|than|text)\b|,(?=\d)", said))


@given(st.text(max_size=80), st.sampled_from(sorted(tables("fr"))))
def test_any_text_is_a_message_or_none(text: str, rule: str) -> None:
    sentence(text, rule, "fr")


@pytest.mark.usefixtures("uncovered")
def test_a_hostile_message_takes_no_longer_than_its_length() -> None:
    for words in ('"a" must be ' * 40, "text for PyYAML, " * 40, "; did you mean x?" * 40, '"a" is "a" and ' * 40):
        for rule in sorted(tables("fr")):
            sentence(words[:600], rule, "fr")


def test_reports_have_no_english_of_their_own(site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site({"a.md": "[guide](TODO)\n" * 300, "b.md": "un mot\u200b\n", "c.md": "[x](a@exemple.fr)\n"})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary"))
    main(["check", "--lang", "fr", "--output-format", "github", "--output-format", "concise"])
    said = capsys.readouterr()
    warning, rest = said.out.splitlines()[10:12]
    assert warning.endswith("::U+200B ZERO WIDTH SPACE est invisible\xa0: supprimez-le")
    assert rest == "::notice::291 autres problèmes\xa0: 291 erreurs"
    assert re.sub(r"\d,\d s", "0,1 s", said.err) == (
        "Trouvé\xa0: 301 erreurs, 1 avertissement dans 3 fichiers sur 3 (0,1 s). [*] --fix en corrige 2.\n"
    )
    summary = (root / "summary").read_text(encoding="utf-8")
    assert summary.startswith(
        "**301 erreurs, 1 avertissement** dans 3 fichiers sur 3.\n\n### `a.md`\n\n- **erreur**, ligne 1\xa0: "
    )
    assert "### 102 autres problèmes\n\n| règle | problèmes |\n" in summary


def test_the_language_is_that_of_the_repository_unless_another_is_asked_for(site: Site, capsys: Capture) -> None:
    site({"contentlint.toml": 'locale = "fr-CA"\n', "a.md": "# a\n"})
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "Tout est en ordre (1 fichier).\n"
    main(["check", "--lang", "en"])
    assert capsys.readouterr().err == "All checks passed (1 file).\n"


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
