"""`contentlint init`: what it finds, what it writes, what it leaves alone, and what has changed since."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

from linter.cli import main
from linter.config_file import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]


def pages(count: int = 24) -> dict[str, str | bytes]:
    """Return a site of two collections, one of which refers to the other, with one slip and one template."""
    made: dict[str, str | bytes] = {"README.md": "# Lisez-moi\n"}
    for number in range(count):
        made[f"producers/port-{number}.md"] = f"---\nname: Port {number}\n---\n"
        made[f"api/{number}.md"] = (
            f"---\ntitle: API {number}\nproducer: port-{number}\nstatus: ouvert\n---\n\n## Usage\n"
        )
    made["api/x.md"] = "---\ntitle: API x\nproducer: port-1\nstatuts: ouvert\n---\n\n## Usage\n"
    made["api/_template.md"] = "---\ntitle: À remplir\nproducer: nom\nstatus: nom\n---\n"
    return made


def test_what_is_found_is_said_and_written(site: Site, capsys: Capture) -> None:
    root = site(pages())
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Looked at 51 documents: 2 collections.\n\napi: 25 documents (api/*.md)\n")
    assert "producer: 25/25; 25/25 values name a document of producers" in out
    assert 'api/x.md:4:1: unknown key "statuts"; 24 other files have "status" (misspelt-key)' in out
    assert "Wrote schemas/api.schema.json, schemas/producers.schema.json, contentlint.toml." in out
    written = tomllib.loads((root / "contentlint.toml").read_text())
    assert written["extend-exclude"] == ["/api/_template.md"]
    assert written["collections"][0]["first-heading"] == 2
    properties = json.loads((root / "schemas/api.schema.json").read_text())["properties"]
    assert properties["producer"]["x-lint"] == {"ref": {"collection": "producers"}}
    assert properties["status"]["x-lint"] == {"aliases": ["statuts"], "fix": "unsafe"}


def test_a_check_afterwards_finds_what_was_listed(site: Site, capsys: Capture) -> None:
    site(pages())
    main(["init"])
    capsys.readouterr()
    main(["check"])
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 1
    assert out[0].startswith('api/x.md:4:1: warning [?] "statuts" is an old or wrong name of "status"')


def test_links_tell_the_site(site: Site, capsys: Capture) -> None:
    guides: dict[str, str | bytes] = {
        f"guides/g{number}.md": (
            f"---\ntitle: Guide {number}\norder: {number}\n---\n## Où aller ?\n\n[ici](#ou-aller-?), "
            f"[la suite](/guides/g{(number + 1) % 12}), [l’aide](/aide) et [la carte](/carte.pdf).\n"
        )
        for number in range(12)
    }
    guides["guides/g3.md"] = (
        b"---\ntitle: Guide 3\norder: 3\n---\n[autre](/guides/g99), [page](/contact), [plan](/plan.pdf)\n"
    )
    program: dict[str, str | bytes] = dict.fromkeys(
        ("next.config.js", "pages/aide.tsx", "pages/guides/[slug].tsx", "public/carte.pdf"), "x\n"
    )
    site(guides | program)
    assert main(["init"]) == 0
    capsys.readouterr()
    assert main(["check", "--select", "broken-route,broken-fragment", "--output-format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["message"].split('"')[1] for one in found] == ["/guides/g99", "/contact", "/plan.pdf"]


def test_nothing_is_overwritten(site: Site, capsys: Capture) -> None:
    mine: dict[str, str | bytes] = {
        "contentlint.toml": "# mine\n",
        "schemas/api.schema.json": "{}",
        ".pre-commit-config.yaml": "repos: []\n",
    }
    root = site(pages() | mine)
    assert main(["init", "--hook", "--ci", "github"]) == 0
    out = capsys.readouterr().out
    assert "Wrote schemas/producers.schema.json, .github/workflows/content.yml." in out
    assert (
        "Left alone, as there is one already: contentlint.toml, schemas/api.schema.json, .pre-commit-config.yaml."
        in out
    )
    assert 'add schema = "schemas/producers.schema.json" to the collection producers' in out
    assert "- id: contentlint-fix" in out
    assert {name: (root / name).read_text() for name in mine} == mine
    assert main(["init"]) == 0
    assert "Wrote" not in capsys.readouterr().out


def test_a_schema_that_cannot_be_used_is_not_named(site: Site) -> None:
    root = site(pages() | {"schemas/api.schema.json": "{"})
    assert main(["init"]) == 0
    assert [one.settings.keys() & {"schema"} for one in load(root).collections] == [set(), {"schema"}]


def test_the_hook_and_the_workflow(site: Site) -> None:
    root = site(pages())
    main(["init", "--hook", "--ci", "github"])
    assert yaml.safe_load((root / ".pre-commit-config.yaml").read_text())["repos"]
    assert "jobs" in yaml.safe_load((root / ".github/workflows/content.yml").read_text())


def test_the_job_of_gitlab(site: Site, capsys: Capture) -> None:
    root = site(pages())
    assert main(["init", "--ci", "gitlab"]) == 0
    assert ".gitlab-ci.yml.\n" in capsys.readouterr().out
    assert "contentlint" in yaml.safe_load((root / ".gitlab-ci.yml").read_text())
    assert main(["init", "--ci", "gitlab"]) == 0
    assert "add the job to .gitlab-ci.yml:\ncontentlint:\n  image: python" in capsys.readouterr().out


def test_configured_collections_are_kept(site: Site, capsys: Capture) -> None:
    root = site(pages() | {"contentlint.toml": '[[collections]]\nname = "fiches"\nfiles = ["api/*.md"]\n'})
    main(["init"])
    assert "fiches: 26 documents (api/*.md)" in capsys.readouterr().out
    assert (root / "schemas/fiches.schema.json").is_file()
    assert not (root / "schemas/api.schema.json").exists()


def test_drift(site: Site, capsys: Capture) -> None:
    root = site(pages())
    main(["init"])
    assert main(["init", "--check"]) == 0
    for number in range(6):
        (root / f"api/{number}.md").write_text("---\ntitle: 3\nstatus: ouvert\nlevel: 2\n---\n")
    capsys.readouterr()
    assert main(["init", "--check"]) == 1
    assert set(capsys.readouterr().out.splitlines()) == {
        "schemas/api.schema.json: title: text in the schema, text or a whole number by the documents",
        "schemas/api.schema.json: producer: required by the schema, but not in all documents (19/25)",
        "schemas/api.schema.json: level: a key that the schema does not know (6/25)",
    }


def test_a_new_folder_is_drift(site: Site, capsys: Capture) -> None:
    root = site(pages())
    main(["init"])
    for number in range(6):
        (root / "news").mkdir(exist_ok=True)
        (root / "news" / f"{number}.md").write_text(f"---\nheadline: News {number}\nday: 2024-01-0{number + 1}\n---\n")
    capsys.readouterr()
    assert main(["init", "--check"]) == 1
    out, err = capsys.readouterr()
    assert out == "news/*.md: 6 documents with mostly the same keys are of no collection (as news, say)\n"
    assert err.startswith("1 difference between 2 schemas and 56 documents.")


def test_a_baseline_is_written_on_request(site: Site, capsys: Capture) -> None:
    root = site(pages() | {"api/y.md": "---\ntitle: [\n---\n"})
    assert main(["init", "--baseline"]) == 0
    out, err = capsys.readouterr()
    assert "lists what is new" in out
    assert "Recorded 1 finding in contentlint-baseline.json. From now on only new ones are reported." in err
    assert "1 finding hides others and was not recorded" in err
    written = (root / "contentlint-baseline.json").read_text()
    assert [one["path"] for one in json.loads(written)["findings"]] == ["api/x.md"]
    (root / "api/y.md").unlink()
    capsys.readouterr()
    assert main(["check"]) == 0
    assert not capsys.readouterr().out
    (root / "api/1.md").write_text("---\ntitle: [\n---\n")
    assert main(["init", "--baseline"]) == 0
    assert "Left alone, as there is one already: contentlint-baseline.json." in capsys.readouterr().err
    assert (root / "contentlint-baseline.json").read_text() == written


def test_a_check_writes_no_baseline(site: Site) -> None:
    root = site(pages())
    main(["init"])
    assert main(["init", "--check", "--baseline"]) == 0
    assert not (root / "contentlint-baseline.json").exists()


def test_a_baseline_needs_a_configuration_that_can_be_read(site: Site, capsys: Capture) -> None:
    root = site(pages())
    (root / "contentlint.toml").write_text("rulez = 1\n")
    assert main(["init", "--baseline"]) == 2
    assert "unknown key 'rulez'" in capsys.readouterr().err
    assert not (root / "contentlint-baseline.json").exists()


def test_nothing_to_compare_with(site: Site, capsys: Capture) -> None:
    site(pages())
    assert main(["init", "--check"]) == 2
    assert "`contentlint init` writes one" in capsys.readouterr().err


def test_nothing_found(site: Site, capsys: Capture) -> None:
    root = site({"a.md": "Bonjour.\n"})
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert "Looked at 1 document: 0 collections." in out
    assert tomllib.loads((root / "contentlint.toml").read_text()) == {}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["init", "nowhere"], "nowhere: there is no such folder"),
        (["init", "--hok"], "did you mean --hook?"),
        (["init", "--ci", "githb"], "did you mean github?"),
    ],
)
def test_a_slip(site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str) -> None:
    site(pages())
    monkeypatch.setattr("sys.argv", ["contentlint", *words])
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_nothing_is_written_outside(site: Site, capsys: Capture, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = site(pages())
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "schemas").symlink_to(elsewhere)
    assert main(["init"]) == 2
    assert "leads out of" in capsys.readouterr().err
    assert not list(elsewhere.iterdir())


def test_rare_spellings_of_an_open_list_are_still_found(site: Site, capsys: Capture) -> None:
    themes = [f"themes: [Ports, Quai {number}]" for number in range(40)]
    themes[7] = "themes: [ports]"
    site({f"api/{number}.md": f"---\ntitle: API {number}\n{one}\n---\n" for number, one in enumerate(themes)})
    main(["check"])
    before = capsys.readouterr().out
    assert (
        'api/7.md:3:10: warning [?] "ports" is a rare spelling; 39 other values are "Ports" (unusual-value)' in before
    )
    main(["init"])
    capsys.readouterr()
    main(["check"])
    assert capsys.readouterr().out == before


def test_much_that_is_odd_is_counted(site: Site, capsys: Capture) -> None:
    many: dict[str, str | bytes] = {f"api/{number}.md": "---\nstatut: ouvert\nvues: 1\n---\n" for number in range(1200)}
    site(many | {f"api/x{number}.md": "---\nstatut: Ouvert\nvues: 1\n---\n" for number in range(52)})
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert "  52 values and keys are unlike nearly all others" in out
    assert out.count("is a rare spelling") == 50
    assert "    … and 2 more\n" in out


def test_documents_with_other_keys_are_told(site: Site, capsys: Capture) -> None:
    site(
        pages() | {"api/note.md": "---\nlayout: x\ncss: y\n---\n", "api/data.md": b"\x00\x01" * 99, "api/none.md": "a"}
    )
    assert main(["init"]) == 0
    assert "  1 document with other keys: api/note.md\n" in capsys.readouterr().out


def test_components_are_counted(site: Site, capsys: Capture) -> None:
    site({f"api/{number}.md": f"---\ntitle: {number}\n---\n\n<Button>ici</Button>\n" for number in range(6)})
    assert main(["init"]) == 0
    assert "  components: Button 6\n" in capsys.readouterr().out


def test_a_configuration_further_up_holds(site: Site, capsys: Capture) -> None:
    site(pages() | {"contentlint.toml": ""})
    assert main(["init", "api"]) == 0
    assert "Left alone, as there is one already: contentlint.toml." in capsys.readouterr().out


def test_help_has_examples(capsys: Capture) -> None:
    assert main(["init", "--help"]) == 0
    assert "examples:" in capsys.readouterr().out
