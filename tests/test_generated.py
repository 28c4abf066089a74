"""What is generated is as its source says; REGENERATE=1 writes it anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

from linter.config_model import ConfigModel
from tools.index_rules import index_text
from tools.report_model import schema_text

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schemas" / "contentlint.schema.json"
REPORT = ROOT / "schemas" / "report.schema.json"
INDEX = ROOT / "linter" / "rule_index.py"


def test_the_schema_of_the_configuration_is_up_to_date() -> None:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | ConfigModel.model_json_schema()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("REGENERATE"):
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text


def test_the_schema_of_the_report_is_up_to_date() -> None:
    if os.environ.get("REGENERATE"):
        REPORT.write_text(schema_text(), encoding="utf-8")
    assert REPORT.read_text(encoding="utf-8") == schema_text()


def test_the_index_of_the_rules_is_up_to_date() -> None:
    if os.environ.get("REGENERATE"):
        INDEX.write_text(index_text(), encoding="utf-8")
    assert INDEX.read_text(encoding="utf-8") == index_text()
