"""The rule missing-asset."""

from __future__ import annotations

import posixpath

from linter.finding import Problem
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.spelling import closest
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, Project

_MOST_SUGGESTIONS = 50
_KINDS = {
    "image": ("png", "jpg", "jpeg", "svg", "webp", "gif", "avif", "ico", "bmp", "tif", "tiff"),
    "document": ("pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "csv", "txt", "rtf", "epub"),
    "audio": ("mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac"),
    "video": ("mp4", "webm", "ogv", "mov", "mkv", "avi", "m4v"),
}


@dataclass(frozen=True)
class MissingAssetOptions(Options):
    """`assets` maps front matter keys ("logo", "images[]") to "folder|ending|kind|bytes" of the files that they name.

    The folder is relative to the root; without one, the file lies beside the document. The ending is added to values.
    The kind (image, document, audio, video) is what the file must be, `bytes` how many it may have, if anything.
    """

    assets: dict[str, str] = field(default_factory=dict)


@project_rule("missing-asset", category="references", options=MissingAssetOptions, only=("option:assets",))
def missing_asset(facts: Facts, project: Project, options: MissingAssetOptions) -> Iterator[Problem]:
    """A front matter value that names a file which is not there, or not the right one."""
    guesses = 0
    for value in facts.values:
        declared = options.assets.get(value.key)
        name = value.text.strip()
        if declared is None or not name or "://" in name or name.startswith(("//", "data:")):
            continue
        base, ending, kind, most = (*declared.split("|"), "", "", "")[:4]
        path = _path(facts.path, base, name + ending)
        if path is not None and project.tree.exists(path):
            if problem := _unfit(project, path, kind, most):
                yield Problem(value.span, problem)
            continue
        guesses += 1
        meant = _meant(project, path, ending) if path is not None and guesses <= _MOST_SUGGESTIONS else None
        shown = path if path is not None else name
        advice = f"; did you mean {quoted(meant)}?" if meant else ": correct the name or add the file"
        yield Problem(value.span, f"there is no file {quoted(shown)}{advice}")


def _unfit(project: Project, path: str, kind: str, most: str) -> str | None:
    """Say what is wrong with a file that is there, None where nothing is."""
    suffix = path.rpartition(".")[2].lower()
    if kind in _KINDS and suffix not in _KINDS[kind]:
        return f"{quoted(path)} is no file of the kind {kind}: {', '.join(_KINDS[kind])}"
    size = project.tree.size(path) if most.isdecimal() else None
    if size is not None and size > int(most):
        return f"{quoted(path)} has {size:,} bytes, at most {int(most):,} are allowed"
    return None


def _path(document: str, base: str, name: str) -> str | None:
    """Return the path of a file, relative to the root; None where that leads out of it."""
    folder = base if base or name.startswith("/") else posixpath.dirname(document)
    joined = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
    return None if joined.startswith("..") else joined


def _meant(project: Project, path: str, ending: str) -> str | None:
    folder, _, name = path.rpartition("/")
    near = closest(name, project.tree.names(folder))
    return near.removesuffix(ending) if near and ending else near
