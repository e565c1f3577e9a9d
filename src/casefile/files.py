"""Files that are whole or not there: atomic writes, exclusive creation, locks, whole folders replaced, hashing.

Every failure of the disk (full, not writable, gone) becomes a CaseError that names the file. Knows no file's meaning.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from casefile.errors import CaseError, Problem, Source

_HINTS = {
    errno.ENOSPC: "free some space and run it again; nothing was left half-written",
    errno.EDQUOT: "free some space and run it again; nothing was left half-written",
    errno.EACCES: "give yourself the right to write there, or choose another folder",
    errno.EPERM: "give yourself the right to write there, or choose another folder",
    errno.EROFS: "the disk is read-only: choose another folder",
    errno.ENOTDIR: "a file stands where a folder is needed: move it away",
    errno.EEXIST: "move it away or choose another name",
    errno.ENOENT: "check the path",
}
_DENIED = (errno.EACCES, errno.EPERM)


@contextmanager
def reported(path: Path, doing: str = "write") -> Iterator[None]:
    """Turns an OSError of the body into a CaseError that says what could not be done to `path`, and what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.EEXIST) and (wrong := _no_folder(path)):
            message = f"a file stands where the folder {wrong} is needed"
            raise CaseError(Problem(message, hint="move it away", rule="disk")) from error
        reason = (error.strerror or str(error)).lower()
        hint = _HINTS.get(error.errno or 0, "see to the disk and run it again")
        if doing == "read" and error.errno in _DENIED:
            hint = "give yourself the right to read it"
        raise CaseError(Problem(f"cannot {doing} {path}: {reason}", hint=hint, rule="disk")) from error


def _no_folder(path: Path) -> Path | None:
    """The file on the way to `path` that would have to be a folder."""
    return next((each for each in path.parents if each.exists() and not each.is_dir()), None)


def real(path: Path) -> Path:
    """The path without links and `..`, whether it is there or not; a link to itself stays as it is."""
    return Path(os.path.realpath(path))


def read(path: Path, shown: str) -> bytes:
    """The bytes of a file that was found; `shown` is its name for the user. CaseError when it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError(Problem(f"cannot be read: {reason}", Source(shown), "check the file and its rights")) from error


def sync(folder: Path) -> None:
    """Brings the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _beside(path: Path, content: bytes | Path) -> Iterator[Path]:
    """A finished temporary file in the folder of `path`; gone afterwards if it is still there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    temporary = Path(name)
    _sweep(temporary)
    try:
        with os.fdopen(handle, "wb") as stream:
            if isinstance(content, bytes):
                stream.write(content)
            else:
                with content.open("rb") as original:
                    shutil.copyfileobj(original, stream, 1 << 20)
            stream.flush()
            os.fsync(stream.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what runs that were killed left half-written in a folder. Only for who holds the lock of all that write
    there: what another run is writing would go, too."""
    _remove(folder.glob(".new-*"), None)


def _sweep(new: Path) -> None:
    """Removes what runs that were killed left beside `new`: temporary files and folders an hour older than it."""
    _remove(new.parent.glob(".new-*"), new.stat().st_mtime - 3600)


def _remove(left: Iterable[Path], before: float | None) -> None:
    """Removes those that were last changed before a time, or all of them."""
    for each in left:
        with suppress(OSError):
            if before is None or each.stat().st_mtime < before:
                shutil.rmtree(each) if each.is_dir() else each.unlink()


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, replacing what was there; a crash leaves the old or the new file, never a part."""
    with reported(path), _beside(path, data) as temporary:
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _usual_mode())
        temporary.replace(path)
        sync(path.parent)


def fill(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Makes a folder with files, by their paths in it: all of it is on the disk when this returns. For a folder that
    nobody looks at yet; what a failure leaves of it is the caller's."""
    paths = {folder / name: data for name, data in contents.items()}
    folders = {each for path in paths for each in path.parents if each.is_relative_to(folder)}
    with reported(folder), ThreadPoolExecutor(_AT_ONCE) as pool:
        for each in sorted(folders):
            each.mkdir(parents=True)
        list(pool.map(_written, paths, paths.values()))
        list(pool.map(sync, folders))


_AT_ONCE = 16
"""Files on their way to the disk: it brings many there in hardly more time than one."""


def _written(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def link(path: Path, new: Path) -> None:
    """Puts the file `path` at `new` too, or a copy on another disk, only if nothing is there (CaseError otherwise)."""
    with reported(new, "create"):
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, new)
        except OSError as error:
            if error.errno not in _ELSEWHERE:
                raise
            create(new, path)


def move(path: Path, old: Path) -> None:
    """Puts the file `path` in the place of `old`, whose mode it gets; a copy of it on another disk."""
    with reported(old):
        path.chmod(old.stat().st_mode & 0o777)
        try:
            path.replace(old)
        except OSError as error:
            if error.errno not in _ELSEWHERE:
                raise
            write(old, path.read_bytes())


_ELSEWHERE = (errno.EXDEV, errno.EPERM)


def create(path: Path, content: bytes | Path, *, read_only: bool = False) -> None:
    """Puts bytes, or a copy of a file, at `path` only if nothing is there (CaseError otherwise), whole or not."""
    with reported(path, "create"), _beside(path, content) as temporary:
        temporary.chmod(0o444 if read_only else _usual_mode())
        os.link(temporary, path)
        sync(path.parent)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new folder to fill; when the body ends well it takes the place of `folder` as a whole, else it is removed."""
    with reported(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        _sweep(staging)
        staging.chmod(0o755)
    try:
        yield staging
        with reported(folder):
            _swap(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _swap(staging: Path, folder: Path) -> None:
    old = folder.with_name(f".old-{folder.name}")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        staging.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
    sync(folder.parent)


@contextmanager
def locked(lock: Path, holder: str, *, seconds: float = 10) -> Iterator[None]:
    """Holds the lock file while the body runs. Waits up to `seconds`; then a CaseError names who holds it."""
    from filelock import FileLock, Timeout

    with reported(lock, "lock"):
        lock.parent.mkdir(parents=True, exist_ok=True)
    named = lock.with_suffix(".holder")
    try:
        with FileLock(lock, timeout=seconds):
            write(named, holder.encode())
            try:
                yield
            finally:
                with suppress(OSError):
                    named.unlink(missing_ok=True)
    except Timeout:
        who = named.read_text(encoding="utf-8") if named.exists() else "another run"
        raise CaseError(Problem(f"{lock.stem} is in use by {who}", hint="wait until it has finished")) from None


def is_open_to_others(path: Path) -> bool:
    """Whether others than its owner may read or write a file, where the system knows of owners."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. CaseError when it can't be read."""
    with reported(path, "read"), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_SUMS: dict[tuple[int, ...], str] = {}
_MOST_SUMS = 10_000


def sha256_of_all(paths: Iterable[Path]) -> Mapping[Path, str]:
    """The SHA-256 of each file that is there, hashed in a thread a core; missing ones are left out."""
    stamps = {path: _stamp(path) for path in paths if path.is_file()}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:  # which starts no thread for a single file
        found = dict(zip(stamps, (pool.map if len(stamps) > 1 else map)(sha256, stamps), strict=True))
    if len(_SUMS) > _MOST_SUMS:
        _SUMS.clear()
    _SUMS.update({stamps[path]: digest for path, digest in found.items() if _stamp(path) == stamps[path]})
    return found


def sha256_once(paths: Iterable[Path]) -> Mapping[Path, str]:
    """The same, but what was hashed in this process is read again only when its size, times or place on the disk are
    others. For what is kept of a file; whether a file is what it has to be is asked of its bytes."""
    known = {path: _SUMS.get(_stamp(path), "") for path in paths if path.is_file()}
    new = sha256_of_all([path for path, digest in known.items() if not digest])
    found = {path: digest or new.get(path, "") for path, digest in known.items()}
    return {path: digest for path, digest in found.items() if digest}


def _stamp(path: Path) -> tuple[int, ...]:
    with reported(path, "read"):
        status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
