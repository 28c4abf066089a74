"""The journal of repairs: what the last run replaced, so that it can be taken back, and what it may have left behind.

Each run that writes has a file of its own below the state folder of the user (never in the linted tree, where a
stranger could have put it). Before a document is replaced its old bytes go there and to the disk. A record is a line of
JSON, then the old bytes, compressed. While a run goes on its journal is locked; what an interrupted run has left is
counted to the next one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from linter import atomic
from linter.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

_END = b'{"end": true}\n'
_KEPT = 30 * 24 * 3600
"""Seconds for which journals of other folders are kept."""


class Record(NamedTuple):
    """One replaced document: its path from the root, the digest of its bytes after, and where those before are kept."""

    path: str
    temporary: str
    after: str
    start: int
    size: int


def _now() -> float:
    """Return the time in seconds, by the clock that file systems go by where it can be told, which is a coarser one."""
    coarse = getattr(time, "CLOCK_REALTIME_COARSE", None)
    return time.time() if coarse is None else time.clock_gettime(coarse)


@dataclass(slots=True)
class Journal:
    """Writes documents of the tree at `root` (resolved), each recorded first; a context, which ends with the run.

    `notes` tells why there will be no way back, if there is none.
    """

    root: Path
    keep_mtime: bool = False
    notes: list[str] = field(default_factory=list)
    _stream: BinaryIO | None = None
    _began: float = field(default_factory=_now)

    def __enter__(self) -> Self:
        """Remove what interrupted runs left behind."""
        for stream in _free(folder_of(self.root)):
            _sweep(self.root, stream)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Note that the run is over, unless it was interrupted; what was interrupted before is over then, too."""
        if kind is None and self._stream is None:
            for stream in _free(folder_of(self.root)):
                if not _finished(stream):
                    stream.seek(0, os.SEEK_END)
                    stream.write(_END)
        if self._stream is not None:
            with self._stream as stream, contextlib.suppress(OSError):
                stream.write(_END if kind is None else b"")

    def replace(self, path: str, before: bytes, after: bytes) -> None:
        """Replace a document's bytes. Raises OSError, also where the old bytes cannot be kept; nothing is changed then.

        FileChangedError where the file no longer holds `before`.
        """
        target = self.root / path
        temporary = atomic.temporary_name(Path(os.path.realpath(target)).name)
        stream = self._stream or self._opened()
        reached = _append(stream, path, temporary, (before, after)) if stream else 0
        manner = atomic.Manner(self.root, self.keep_mtime, temporary)
        done = True  # or not to be told: what was interrupted is recorded
        try:
            done = atomic.replace(target, before, after, manner)
        except OSError:
            done = False
            raise
        finally:
            if stream and not done:
                _cut(stream, reached)

    def _opened(self) -> BinaryIO | None:
        """Return a new journal; those that the last finished run left are not needed any more."""
        folder = folder_of(self.root)
        if self.notes:
            return None
        if folder is None:
            self.notes.append("fix --undo will not be possible: there is no folder for the state of users")
            return None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _forget(folder, self._began)
            path = folder / f"{time.time_ns():020}-{os.getpid()}.journal"
            self._stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b", buffering=0)
        except OSError as error:
            self.notes.append(f"fix --undo will not be possible: {folder}: {error.strerror or error}")
            return None
        _lock(self._stream)
        return self._stream


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back came to: the paths that have their old bytes again, and why others have not."""

    restored: tuple[str, ...]
    errors: tuple[str, ...] = ()


def undo(root: Path) -> Undone:
    """Give the documents below `root` (resolved) the bytes back that they had before the last run.

    What was changed since is left alone; the journal is kept until nothing is left to take back.
    """
    restored: dict[str, None] = {}
    errors: dict[str, str] = {}
    taken: list[Path] = []
    for stream in _free(folder_of(root), newest_first=True):
        taken.append(Path(stream.name))
        for record in reversed(list(_records(stream))):
            if record.path in errors:
                continue
            try:
                if _taken_back(root, record, _before(stream, record)):
                    restored[record.path] = None
            except OSError as error:
                errors[record.path] = f"{record.path}: not taken back: {error.strerror or error}"
    if not errors:
        for path in taken:
            path.unlink(missing_ok=True)
    return Undone(tuple(sorted(restored)), tuple(errors.values()))


def _taken_back(root: Path, record: Record, before: bytes) -> bool:
    path = root / record.path
    now = path.read_bytes()
    if now == before:
        return False
    if _digest(now) != record.after:
        raise atomic.FileChangedError("it was changed since")
    with contextlib.suppress(OSError):
        _temporary(root, record).unlink()
    return atomic.replace(path, now, before, atomic.Manner(root, temporary=record.temporary))


def folder_of(root: Path) -> Path | None:
    """Return the folder of the journals of a tree, None where the user has no place for state."""
    import platformdirs

    state = platformdirs.user_state_path("contentlint", appauthor=False)
    if not state.is_absolute():  # no home
        return None
    import hashlib

    return state / "journal" / hashlib.sha256(os.fsencode(root)).hexdigest()[:32]


def _free(folder: Path | None, *, newest_first: bool = False) -> Iterator[BinaryIO]:
    """Yield the journals in a folder that belong to no run that still goes on, locked."""
    for path in _journals(folder, newest_first=newest_first):
        with contextlib.suppress(FileNotFoundError), path.open("r+b") as stream:
            if _lock(stream):
                yield stream


def _journals(folder: Path | None, *, newest_first: bool = False) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder.glob("*.journal"), reverse=newest_first) if folder else []
    return []


def _forget(folder: Path, began: float) -> None:
    """Delete the journals of the last finished run and of what was before it, and very old ones of other trees.

    What ended only after this run began went on at the same time: both are taken back as one.
    """
    free = [
        (Path(stream.name), _finished(stream))
        for stream in _free(folder)
        if os.fstat(stream.fileno()).st_mtime <= began
    ]
    last = max((index for index, (_, finished) in enumerate(free) if finished), default=-1)
    old = [path for other in folder.parent.iterdir() for path in _journals(other) if _age(path) > _KEPT]
    for path in (*(path for path, _ in free[: last + 1]), *old):
        with contextlib.suppress(OSError):
            path.unlink()


def _age(path: Path) -> float:
    with contextlib.suppress(OSError):
        return time.time() - path.stat().st_mtime
    return 0


def _lock(stream: BinaryIO) -> bool:
    """Lock a journal until it is closed; False where another process has. Where files cannot be locked all are free."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _append(stream: BinaryIO, path: str, temporary: str, contents: tuple[bytes, bytes]) -> int:
    """Write a record to the disk and return where it begins. Raises OSError, and then it is not there."""
    import json
    import zlib

    start = stream.seek(0, os.SEEK_END)
    before, after = contents
    packed = zlib.compress(before, 1)
    head = {"path": path, "temporary": temporary, "after": _digest(after), "size": len(packed)}
    data = json.dumps(head).encode("ascii") + b"\n" + packed
    try:
        while data:
            data = data[stream.write(data) or 0 :]
        os.fsync(stream.fileno())
    except OSError as error:
        _cut(stream, start)
        raise OSError(error.errno, f"the journal, {stream.name}: {error.strerror}") from error
    return start


def _cut(stream: BinaryIO, start: int) -> None:
    with contextlib.suppress(OSError):
        stream.truncate(start)
        stream.seek(start)


def _records(stream: BinaryIO) -> Iterator[Record]:
    """Yield the records that are whole: the last one of a run that was killed may not be, but nothing came of it."""
    import json

    whole = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    while line := stream.readline():
        try:
            head = json.loads(line)
            record = Record(head["path"], head["temporary"], head["after"], stream.tell(), head["size"])
        except (ValueError, KeyError, TypeError):
            return
        if record.start + record.size > whole:
            return
        yield record
        stream.seek(record.start + record.size)


def _before(stream: BinaryIO, record: Record) -> bytes:
    """Return the bytes that a document had. Raises OSError where the disk has lost them."""
    import zlib

    stream.seek(record.start)
    try:
        return zlib.decompress(stream.read(record.size))
    except zlib.error:
        raise OSError(errno.EIO, "the journal is damaged") from None


def _finished(stream: BinaryIO) -> bool:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - len(_END)))
    return stream.read() == _END


def _sweep(root: Path, stream: BinaryIO) -> None:
    """Delete the temporary files that a run that was killed left."""
    for record in _records(stream):
        with contextlib.suppress(OSError):
            _temporary(root, record).unlink()


def _temporary(root: Path, record: Record) -> Path:
    return (root / record.path).resolve().with_name(record.temporary)


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
