"""What documents that lie together have in common: collections, schemas, references, and what looks wrong."""

from __future__ import annotations

from linter.inference.anomaly import Anomaly
from linter.inference.collecting import GuessedCollection, collections_of, is_template
from linter.inference.configuration import FoundCollection, configuration_text, schema_path, schema_text
from linter.inference.describing import Row, rows_of
from linter.inference.drift import drift
from linter.inference.habits import Habit, Habits, habit_of, habits_of
from linter.inference.inferring import KNOWN, InferredSchema, infer
from linter.inference.limits import Limits
from linter.inference.names import Directory, directory_of
from linter.inference.neighbourhood import Oddity, found_again, group_of, oddities, parts_of, stems_of
from linter.inference.sketch import Sketch, sketch
from linter.inference.workflows import github_workflow_text, pre_commit_text

__all__ = [
    "KNOWN",
    "Anomaly",
    "Directory",
    "FoundCollection",
    "GuessedCollection",
    "Habit",
    "Habits",
    "InferredSchema",
    "Limits",
    "Oddity",
    "Row",
    "Sketch",
    "collections_of",
    "configuration_text",
    "directory_of",
    "drift",
    "found_again",
    "github_workflow_text",
    "group_of",
    "habit_of",
    "habits_of",
    "infer",
    "is_template",
    "oddities",
    "parts_of",
    "pre_commit_text",
    "rows_of",
    "schema_path",
    "schema_text",
    "sketch",
    "stems_of",
]
