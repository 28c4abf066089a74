"""Where the configuration is that holds for a path: the nearest file upwards, up to the root of the repository."""

from __future__ import annotations

import os
from os.path import abspath, basename, dirname, exists, isdir, isfile, islink, join, normcase, realpath

from linter.config import ConfigurationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("contentlint.toml", ".contentlint.toml", ".config/contentlint.toml")


def nearest(start: str, *, file: str | None = None, isolated: bool = False) -> str | None:
    """Return the configuration file that holds for `start`: `file` if given, none if `isolated`.

    Raises ConfigurationError where it lies elsewhere than it seems to, FileNotFoundError where `file` is not there.
    """
    folder = _folder(start)
    return realpath(file, strict=True) if file else None if isolated else next(_candidates(folder), None)


def is_within(path: str, folder: str) -> bool:
    """Tell whether a path is a folder or lies in it; both are absolute, with their links resolved."""
    inner, outer = normcase(path), normcase(folder)
    return inner == outer or inner.startswith(outer if outer.endswith(os.sep) else outer + os.sep)


def root_of(file: str) -> str:
    """Return the folder to which the paths in a configuration file are relative."""
    folder = dirname(file)
    return dirname(folder) if basename(folder) == ".config" else folder


def root_without(start: str) -> str:
    """Return the folder to which paths are relative where there is no configuration. Raises as `nearest` does.

    Outside of any repository that is the current folder if `start` lies there, so that paths are shown as they were
    typed.
    """
    folder = _folder(start)
    return repository(folder) or next((one for one in (os.getcwd(),) if is_within(folder, one)), folder)


def repository(folder: str) -> str | None:
    """Return the root of the repository in which a folder lies."""
    return next((one for one in _upwards(folder) if exists(join(one, ".git"))), None)


def _folder(start: str) -> str:
    """Return the folder that a path is or lies in, links resolved.

    Raises ConfigurationError where it lies in a repository or below a configuration, as written, but links lead out of
    that: who types the name of a folder does not know what a stranger has put there.
    """
    written = abspath(start if isdir(start) else dirname(start) or ".")
    folder = realpath(written)
    if folder != written:
        above = _upwards(dirname(written))
        top = next((one for one in above if any(exists(join(one, name)) for name in (".git", *NAMES))), None)
        if top is not None and not is_within(folder, realpath(top)):
            raise ConfigurationError(f"{start}: leads out of {top}")
    return folder


def _upwards(folder: str) -> Iterator[str]:
    """Yield a folder and all above it."""
    yield folder
    while (above := dirname(folder)) != folder:
        yield (folder := above)


def _candidates(folder: str) -> Iterator[str]:
    top = repository(folder)
    for one in _upwards(folder):
        for name in NAMES:
            if isfile(join(one, name)):
                yield _within(join(one, name), top or one)
        project = join(one, "pyproject.toml")
        if isfile(project) and b"[tool.contentlint" in _content(_within(project, top or one)):
            yield project
        if one == top:
            return


def _content(file: str) -> bytes:
    with open(file, "rb") as stream:
        return stream.read()


def _within(file: str, top: str) -> str:
    """Return a file that was found. Raises ConfigurationError where it is a link that leads out of the repository."""
    if islink(file) and not is_within(realpath(file), realpath(top)):
        raise ConfigurationError(f"{file}: leads out of the repository")
    return file
