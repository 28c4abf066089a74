"""The shape of the JSON report as pydantic models, from which `schemas/report.schema.json` is generated.

A tool for those who build contentlint: a run writes the report without pydantic. The schema allows members that are not
in it, as later versions add some.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, Field

Count = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]


class ToolModel(BaseModel):
    """The program that wrote the report."""

    name: Literal["contentlint"]
    version: str


class SummaryModel(BaseModel):
    """What was counted."""

    files: Count = Field(description="documents looked at")
    files_with_findings: Count
    errors: Count
    warnings: Count
    infos: Count
    fixable_safe: Count = Field(description="findings that `contentlint fix` mends")
    fixable_unsafe: Count = Field(description="findings that it mends with --unsafe-fixes")
    fixed: Count = Field(description="findings that this run has mended")
    baselined: Count = Field(description="findings left out because the baseline holds them")
    older: Count = Field(description="findings left out because the change that is judged did not cause them")
    changed: list[str] = Field(description="paths of the files that were written")
    failures: list[str] = Field(description="what was wrong with the environment: the run ends with 2")


class EditModel(BaseModel):
    """A part of the text and what replaces it; its end is exclusive."""

    line: Ordinal
    column: Ordinal
    end_line: Ordinal
    end_column: Ordinal
    start_offset: Count = Field(description="code points from the start of the text")
    end_offset: Count
    start_byte: Count = Field(description="bytes from the start of the file, a byte order mark included")
    end_byte: Count
    content: str


class FixModel(BaseModel):
    """What is proposed: all edits or none."""

    title: str
    applicability: Literal["safe", "unsafe", "manual"]
    edits: list[EditModel]


class FindingModel(BaseModel):
    """What is wrong, and where; ends are exclusive."""

    rule: str
    category: str
    severity: Literal["error", "warning", "info"]
    message: str
    path: str = Field(description="relative to the root, with slashes")
    line: Ordinal
    column: Ordinal = Field(description="in code points")
    end_line: Ordinal
    end_column: Ordinal
    utf16_column: Ordinal = Field(description="in UTF-16 units, as editors count")
    end_utf16_column: Ordinal
    start_offset: Count = Field(description="code points from the start of the text")
    end_offset: Count
    start_byte: Count = Field(description="bytes from the start of the file, a byte order mark included")
    end_byte: Count
    pointer: str | None = Field(description="JSON pointer of the front matter value; null in the body")
    excerpt: list[str] = Field(max_length=3, description="the lines of the finding, at most three")
    fingerprint: str = Field(description="what the finding is about, whatever its line; unique within its file")
    fix: FixModel | None


class ReportModel(BaseModel):
    """What `contentlint check --output-format json` writes, version 1."""

    version: Literal[1]
    tool: ToolModel
    summary: SummaryModel
    findings: list[FindingModel] = Field(description="by path and place")


def schema_text() -> str:
    """Return the text of `schemas/report.schema.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | ReportModel.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
