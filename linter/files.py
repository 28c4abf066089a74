"""Files: which ones to look at, how they are read, and how new ones are made."""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from linter.config_place import is_within
from linter.globs import excludes, matches
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TextIO

    from linter.config import Configuration
    from linter.tree import Store

IGNORE_FILES = (".ignore", ".contentlintignore")
_MOST_OF_IGNORE_FILE = 2**20
"""Bytes of an ignore file; a longer one is not read."""
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
"""Makes opening a link fail, where the system can do that."""
_PIECE = 2**20
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})


@dataclass(frozen=True, slots=True)
class Selection:
    """The files of a run, relative to the root, and what was wrong with the paths that were asked for."""

    files: tuple[str, ...]
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """The repository as `linter.tree.Store` wants it: nothing outside `root` is seen."""

    root: str | Path
    _listed: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _plain: set[str] = field(default_factory=set, repr=False, compare=False)
    """Paths that were listed and are no links: they are there, and within the root."""
    _paths: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder of that relative path is there, within the root."""
        if path in self._plain:
            return True
        with contextlib.suppress(OSError, ValueError):
            full = os.path.realpath(os.path.join(self.root, path))
            return is_within(full, str(self.root)) and os.path.exists(full)
        return False

    def size(self, path: str) -> int | None:
        """Return the bytes of a file within the root, None where there is none."""
        with contextlib.suppress(OSError, ValueError):
            full = os.path.realpath(os.path.join(self.root, path))
            return os.path.getsize(full) if is_within(full, str(self.root)) and os.path.isfile(full) else None
        return None

    def listed(self, folder: str) -> Iterator[str]:
        """Yield the paths of the files below a folder that no ignore file names; they are looked up once."""
        if folder not in self._listed:
            found = tuple(listed(self.root, folder))
            self._listed[folder] = tuple(path for path, _plain in found)
            self._plain.update(path for path, plain in found if plain)
        return iter(self._listed[folder])

    def read(self, path: str, limit: int) -> bytes | int:
        """Return the bytes of a file, or its size where that is above `limit` bytes. Raises OSError as `read` does."""
        return read(self.root, path, limit, known=path in self._plain)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted; () where it is none. They are looked up once."""
        if folder not in self._names:
            self._names[folder] = ()
            if not folder or self.exists(folder):
                with contextlib.suppress(OSError, ValueError):
                    self._names[folder] = tuple(sorted(os.listdir(os.path.join(self.root, folder))))
        return self._names[folder]

    def named(self, name: str) -> tuple[str, ...]:
        """Return the paths of the files of that name that no ignore file names, sorted; they are listed once."""
        if not self._paths:
            self._paths[""] = []
            for path in self.listed(""):
                self._paths.setdefault(path.rpartition("/")[2], []).append(path)
        return tuple(sorted(self._paths.get(name, ())))


def select(paths: tuple[str, ...], configuration: Configuration, store: Store | None = None) -> Selection:
    """Return what to look at for the paths of the command line; named files are taken whatever their ending.

    In a `store` that is not the folder on the disk, named files count only if they are there.
    """
    root = configuration.real_root
    store = store or Folder(root)
    chosen: dict[str, None] = {}
    errors: list[str] = []
    notes: list[str] = []
    for name in (one or "." for one in paths):
        if not os.path.lexists(name):
            errors.append(f"{name}: there is no such file or folder")
            continue
        inside = _relative(name, root)
        if inside is None:
            errors.append(f"{name}: lies outside {root}, where the configuration holds")
        elif os.path.isdir(name) and not is_within(os.path.realpath(name), root):
            errors.append(f"{name}: leads out of {root}")
        elif os.path.isdir(name):
            found = [one for one in store.listed(inside) if _wanted(one, configuration)]
            chosen.update(dict.fromkeys(found))
            if not found:
                notes.append(f"no files matched in {name}")
        elif excludes(inside, configuration.exclude):
            notes.append(f"{name}: skipped, excluded by {configuration.file}")
        elif not isinstance(store, Folder) and not store.exists(inside):
            notes.append(f"{name}: skipped, it is not staged")
        else:
            chosen[inside] = None
    return Selection(tuple(sorted(chosen)), tuple(errors), tuple(notes))


def _wanted(path: str, configuration: Configuration) -> bool:
    return matches(path, configuration.include) and not excludes(path, configuration.exclude)


def _relative(name: str, root: str) -> str | None:
    """Return a path relative to the root, symbolic links in the last part not followed."""
    folder, last = os.path.split(name)
    if last in {"", "."}:
        from pathlib import Path  # which takes time to import, and knows which part is the last one

        folder, last = os.path.split(Path(name))
    odd = last in {"", ".", ".."}
    absolute = os.path.realpath(name) if odd else os.path.join(os.path.realpath(folder or "."), last)
    if absolute == root or (os.path.isdir(absolute) and os.path.realpath(absolute) == root):
        return ""
    return os.path.relpath(absolute, root).replace(os.sep, "/") if is_within(absolute, root) else None


def listed(root: str | Path, folder: str) -> Iterator[tuple[str, bool]]:
    """Yield the files below a folder of the root that no ignore file names: git's own answer where there is git.

    With each stands whether it is a plain file in a folder of the root; else a link leads to it, or it cannot be looked
    at.
    """
    found = _git_files(root, folder)
    candidates = found if found is not None else _walked(root, folder)
    left_out = ignored(root, git_too=found is None)
    real = {"": os.path.realpath(root) == str(root)}
    for path in candidates:
        if left_out(path):
            continue
        plain = _is_plain_file(f"{root}/{path}")
        if plain is not False:
            yield path, plain is True and _is_real(path.rpartition("/")[0], root, real)


def _is_real(folder: str, root: str | Path, known: dict[str, bool]) -> bool:
    """Tell whether neither a folder below the root nor one above it is a link; each is looked at once, then `known`."""
    unknown: list[str] = []
    above = folder
    while above not in known:
        unknown.append(above)
        above = above.rpartition("/")[0]
    for one in reversed(unknown):
        known[one] = known[above] and not os.path.islink(f"{root}/{one}")
        above = one
    return known[folder]


def _is_plain_file(path: str) -> bool | None:
    """Tell whether there is a file, None for a link to one and what cannot be looked at: reading it will say why."""
    try:
        mode = os.lstat(path).st_mode  # for a repository's every file pathlib takes too long
        if stat.S_ISLNK(mode):
            return None if os.path.isfile(path) else False  # as above
    except PermissionError:
        return None
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode)


def _git_files(root: str | Path, folder: str) -> list[str] | None:
    from linter.git import Repository

    words = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    answer = Repository(f"{root}/{folder}" if folder else root).told(*words)
    if answer is None:
        return None
    start = f"{folder}/" if folder else ""
    names = dict.fromkeys(answer.split("\0"))
    return [start + name for name in names if name]


def _walked(root: str | Path, folder: str) -> Iterator[str]:
    for base, folders, names in os.walk(f"{root}/{folder}" if folder else root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        inside = os.path.relpath(base, root).replace(os.sep, "/")
        start = "" if inside == "." else f"{inside}/"
        for name in sorted(names):
            yield start + name


def ignored(root: str | Path, *, git_too: bool = False) -> Callable[[str], bool]:
    """Return what tells whether our ignore files, and `git_too` git's, name a path of the root."""
    names = (*IGNORE_FILES, ".gitignore") if git_too else IGNORE_FILES
    lines = [line for name in names if os.path.isfile(f"{root}/{name}") for line in _lines(root, name)]
    if not lines:
        return lambda path: False  # noqa: ARG005
    import pathspec

    spec = pathspec.GitIgnoreSpec.from_lines(lines)
    return lambda path: bool(spec.match_file(path))


def _lines(root: str | Path, name: str) -> list[str]:
    data = read(root, name, _MOST_OF_IGNORE_FILE)
    return data.decode("utf-8", "replace").splitlines() if isinstance(data, bytes) else []


def read(root: str | Path, path: str, limit: int, *, known: bool = False) -> bytes | int:
    """Return the bytes of a file below the root, or its size where that is above `limit` bytes.

    A file that is `known` to be no link is not asked about that again; if it has become one, it cannot be read.
    Raises OSError, also for a link that leads out of the root, and for what is no regular file: reading a pipe would
    wait for a writer for ever.
    """
    full = f"{root}/{path}"  # a Path would take as long to make as the file to read
    # Not by `open`, whose buffers take longer to make than most documents to read. Pipes do not block.
    if not (known and _NO_LINKS) and os.path.islink(full):  # as above
        _check_link(full, root)
        file = os.open(full, _READING)
    else:
        file = os.open(full, _READING | _NO_LINKS)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        if status.st_size > limit:
            return status.st_size
        data = piece = os.read(file, status.st_size + 1)
        while len(data) > status.st_size and piece:  # it has grown since, or says nothing of its size
            piece = os.read(file, _PIECE)
            data += piece
    finally:
        os.close(file)
    return data


def _check_link(path: str | Path, root: str | Path) -> None:
    """Raise OSError where a path within the root leads out of it, or nowhere."""
    if not is_within(os.path.realpath(path, strict=True), os.path.realpath(root)):
        raise PermissionError(errno.EPERM, "it is a link that leads out of the repository", str(path))


@contextlib.contextmanager
def open_report(path: Path, root: Path) -> Iterator[TextIO]:
    """Open a file for a report, in UTF-8 with LF line endings; a context.

    Raises OSError, also for a name within the root at which the repository has put a link that leads out of it.
    """
    if path.is_symlink() and path.parent.resolve().is_relative_to(root.resolve()):
        _check_link(path, root)
    with _named(path), path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        yield stream


def create(path: Path, text: str) -> bool:
    """Write a new file and its folders, in UTF-8; return False, and write nothing, where there is something already.

    Raises OSError, and then there is no such file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        stream = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        return False
    try:
        with _named(path), stream:
            stream.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let errors name the file that is written: a full disk does not say whose fault it is."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
