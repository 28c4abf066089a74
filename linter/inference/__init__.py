"""What documents that lie together have in common: collections, schemas, references, and what looks wrong.

Each part is imported when one of its names is asked for: a run that only compares documents needs few of them.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.inference.anomaly import Anomaly
    from linter.inference.collecting import GuessedCollection, collections_of, is_template
    from linter.inference.configuration import (
        FoundCollection,
        FoundSite,
        configuration_text,
        schema_path,
        schema_text,
    )
    from linter.inference.describing import Row, rows_of
    from linter.inference.drifting import drift
    from linter.inference.grouping import folder_of_group, group_of, parts_of
    from linter.inference.habits import Habit, Habits, habit_of, habits_of
    from linter.inference.inferring import KNOWN, InferredSchema, infer
    from linter.inference.limits import Limits
    from linter.inference.names import Directory, directory_of, stems_of
    from linter.inference.neighbourhood import Oddity, found_again, oddities
    from linter.inference.pages_folder import served_pages
    from linter.inference.routing import FoundRoutes, routes_of
    from linter.inference.sketching import Sketch, sketch
    from linter.inference.slugging import slug_of
    from linter.inference.workflows import github_workflow_text, gitlab_job_text, pre_commit_text

__all__ = [
    "KNOWN",
    "Anomaly",
    "Directory",
    "FoundCollection",
    "FoundRoutes",
    "FoundSite",
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
    "folder_of_group",
    "found_again",
    "github_workflow_text",
    "gitlab_job_text",
    "group_of",
    "habit_of",
    "habits_of",
    "infer",
    "is_template",
    "oddities",
    "parts_of",
    "pre_commit_text",
    "routes_of",
    "rows_of",
    "schema_path",
    "schema_text",
    "served_pages",
    "sketch",
    "slug_of",
    "stems_of",
]

_PARTS = {
    "anomaly": ("Anomaly",),
    "collecting": (
        "GuessedCollection",
        "collections_of",
        "is_template",
    ),
    "configuration": (
        "FoundCollection",
        "FoundSite",
        "configuration_text",
        "schema_path",
        "schema_text",
    ),
    "describing": (
        "Row",
        "rows_of",
    ),
    "drifting": ("drift",),
    "habits": (
        "Habit",
        "Habits",
        "habit_of",
        "habits_of",
    ),
    "inferring": (
        "KNOWN",
        "InferredSchema",
        "infer",
    ),
    "limits": ("Limits",),
    "names": (
        "Directory",
        "directory_of",
        "stems_of",
    ),
    "grouping": ("folder_of_group", "group_of", "parts_of"),
    "neighbourhood": ("Oddity", "found_again", "oddities"),
    "pages_folder": ("served_pages",),
    "routing": ("FoundRoutes", "routes_of"),
    "slugging": ("slug_of",),
    "sketching": (
        "Sketch",
        "sketch",
    ),
    "workflows": (
        "github_workflow_text",
        "gitlab_job_text",
        "pre_commit_text",
    ),
}


def __getattr__(name: str) -> object:
    """Import the part that a name is from (PEP 562); from then on the name is here."""
    for part, names in _PARTS.items():
        if name in names:
            found: object = getattr(import_module(f"linter.inference.{part}"), name)
            globals()[name] = found
            return found
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
