"""Finished files into the folder of the site: all of them or none, one build at a time, and nothing else touched.

Whatever kills a publication, `recover` leaves the old site or the new one. `certsite.journal` says how.
"""

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from certsite.ground import MANIFEST, Damaged, Ground, InTheWay, Kind, as_manifest, digest, kind
from certsite.journal import FOLDER_MODE, JOURNAL, STAGED, Journal, discard_staged
from certsite.output import RESERVED, Output, folders, refuse_unsafe_paths
from certsite.problem import FEW

LOCK = f"{RESERVED}/lock"


class CannotPublish(Exception):  # noqa: N818 - the folder, the disk or another build is in the way, not our fault
    """What keeps the site from being published; `says` is one line with its mend, for the person who publishes."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication changed.

    written, removed: sorted paths, relative to the site; unchanged: the number of files left as they were.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def site(outputs: Sequence[Output], out: Path) -> Published:
    """Make the folder `out` hold exactly `outputs`, beside whatever else stands there that no build has written.

    Raises:
        CannotPublish: another build runs, something is in the way, or the disk refuses. The site is then as it was,
            or, where the last steps had begun, the next call completes what was begun.
        ValueError: the path of an output is unsafe or claimed twice, which is a mistake of ours.
    """
    refuse_unsafe_paths(output.path for output in outputs)
    with _in_plain_words(out), _alone_in(out):
        _settle(out)
        return _put(outputs, Ground(out))


def refuse_overlap(out: Path, kept: Iterable[Path]) -> None:
    """Raise `CannotPublish` where the site would stand in a folder that the build reads, or hold one."""
    for folder in kept:
        one, other = out.resolve(), folder.resolve()
        if one.is_relative_to(other) or other.is_relative_to(one):
            raise CannotPublish(
                f"{out} and {folder} lie in each other; name a folder of its own with --out, such as site"
            )


def recover(out: Path) -> bool:
    """Complete or undo what a killed publication left in `out`; return whether anything was left.

    Raises:
        CannotPublish: another build is publishing just now, or what was left cannot be completed.
    """
    with _in_plain_words(out):
        if kind(out / JOURNAL) is Kind.NOTHING and kind(out / STAGED) is Kind.NOTHING:
            return False
        with _alone_in(out):
            return _settle(out)


def _settle(out: Path) -> bool:
    if kind(out / JOURNAL) is not Kind.NOTHING:
        journal, ground = Journal.read(out), Ground(out)
        journal.refuse_strangers(ground)
        journal.finish(ground)
        return True
    was_left = kind(out / STAGED) is not Kind.NOTHING
    discard_staged(out)
    return was_left


def _put(outputs: Sequence[Output], ground: Ground) -> Published:
    written = {
        output.path: output.data for output in sorted(outputs, key=attrgetter("path")) if not _stands(output, ground)
    }
    ground.refuse_strangers(written)
    manifest = as_manifest({output.path: digest(output.data) for output in outputs})
    gone = sorted(path for path in _leaving(outputs, ground) if ground.holds(path, Kind.FILE))
    if written or not (ground.holds(MANIFEST, Kind.FILE) and _has_bytes(ground.out / MANIFEST, manifest)):
        removals = (*gone, *_emptied(outputs, ground))
        moves = _made(written, ground) | written | {MANIFEST: manifest}
        Journal.begin(ground.out, removals, moves).finish(ground)
    return Published(tuple(written), tuple(gone), unchanged=len(outputs) - len(written))


def _stands(output: Output, ground: Ground) -> bool:
    return (
        ground.holds(output.path, Kind.FILE)
        and not ground.is_renamed_in_case(output.path)
        and _has_bytes(ground.out / output.path, output.data)
    )


def _has_bytes(place: Path, data: bytes) -> bool:
    return place.stat().st_size == len(data) and place.read_bytes() == data


def _leaving(outputs: Sequence[Output], ground: Ground) -> frozenset[str]:
    return ground.listed.difference(output.path for output in outputs)


def _emptied(outputs: Sequence[Output], ground: Ground) -> Iterator[str]:
    """Yield the folders in which no file of ours remains, the innermost first."""
    remaining = _folders(output.path for output in outputs)
    for folder in sorted(_folders(_leaving(outputs, ground)) - remaining, reverse=True):
        yield f"{folder}/"


def _made(paths: Iterable[str], ground: Ground) -> dict[str, bytes]:
    """Return the folders that have to be made for the files `paths`, the outermost first."""
    return {f"{folder}/": b"" for folder in sorted(_folders(paths)) if not ground.holds(folder, Kind.FOLDER)}


def _folders(paths: Iterable[str]) -> set[str]:
    return {folder for path in paths for folder in folders(path)}


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    _refuse_place(out)
    with _without_trace(out), _taken(out):
        try:
            yield
        except BaseException:
            if all(kind(out / path) is Kind.NOTHING for path in (MANIFEST, JOURNAL, STAGED)):
                with suppress(OSError):
                    (out / LOCK).unlink()
            raise


@contextmanager
def _without_trace(out: Path) -> Iterator[None]:
    """Where no site was begun, take away the folders that were made for it; what is not empty stays."""
    is_new = kind(out) is Kind.NOTHING
    try:
        yield
    except BaseException:
        with suppress(OSError):
            (out / RESERVED).rmdir()
            if is_new:
                out.rmdir()
        raise


@contextmanager
def _in_plain_words(out: Path) -> Iterator[None]:
    try:
        yield
    except InTheWay as strangers:
        raise CannotPublish(_worded_strangers(strangers.paths, out)) from strangers
    except Damaged as damaged:
        raise CannotPublish(f"{out}/{damaged.path} is damaged; remove it, then build again") from damaged
    except OSError as error:
        raise CannotPublish(_worded_error(error, out)) from error


def _refuse_place(out: Path) -> None:
    place = out.resolve()
    if out.is_symlink():
        raise CannotPublish(f"{out} is a link; name the folder that it leads to")
    if any(Path(kept).resolve().is_relative_to(place) for kept in (".", os.path.expanduser("~"))):  # noqa: PTH111 - `Path.home` fails for a user without one
        raise CannotPublish(f"{out} holds more than the site; name a folder of its own, such as site")
    if kind(out) not in {Kind.NOTHING, Kind.FOLDER}:
        raise CannotPublish(f"{out} is a file; remove it, or name another folder")
    if not place.parent.is_dir():
        raise CannotPublish(f"{out} cannot be made, for the folder {out.parent} does not exist; make that first")


OWN_KINDS = {
    RESERVED: Kind.FOLDER,
    LOCK: Kind.FILE,
    MANIFEST: Kind.FILE,
    JOURNAL: Kind.FILE,
    STAGED: Kind.FOLDER,
}


def _prepare(out: Path) -> None:
    """Make the folders that hold the lock; an empty one is as good as made here, perhaps by a build that was killed."""
    for path, wanted in OWN_KINDS.items():
        if kind(out / path) not in {Kind.NOTHING, wanted}:
            raise CannotPublish(f"{out}/{path} is not what a build leaves there; remove it, then build again")
    for folder in (out, out / RESERVED):
        if kind(folder) is Kind.NOTHING:
            folder.mkdir(exist_ok=True)  # another build may make it at this moment
        if not any(folder.iterdir()):
            folder.chmod(FOLDER_MODE)


@contextmanager
def _taken(out: Path) -> Iterator[None]:
    """Hold the lock while it is open; the system lets go of it when the process dies.

    A build that is refused takes the file and its folder away, perhaps at this moment: a lock on what is gone is none.
    """
    busy = CannotPublish(f"another build is publishing to {out}; wait until it ends")
    try:
        _prepare(out)
        lock = (out / LOCK).open("ab")
    except FileNotFoundError as gone:
        raise busy from gone
    with lock:
        try:
            _lock(lock.fileno())
        except (BlockingIOError, PermissionError) as held:
            raise busy from held
        if not _is_open_as(lock.fileno(), out / LOCK):
            raise busy
        yield


def _is_open_as(opened: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), os.lstat(place))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(opened: int) -> None:
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _worded_strangers(paths: Sequence[str], out: Path) -> str:
    shown = ", ".join(f"{out}/{path}" for path in paths[:FEW])
    more = f" and {len(paths) - FEW} more" if len(paths) > FEW else ""
    return f"no build has written what stands in the way: {shown}{more}; move it away, then build again"


# Causes that people meet, with their mends; any other is told in the words of the system.
CAUSES = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("your share of the disk is full", "free some space"),
    errno.EROFS: ("the disk can only be read", "make it writable"),
    errno.EACCES: ("permission to write {place} is missing", "give it"),
    errno.EPERM: ("permission to write {place} is missing", "give it"),
}


def _worded_error(error: OSError, out: Path) -> str:
    place = error.filename2 or error.filename or out
    cause, mend = CAUSES.get(error.errno or 0, ("the system says {error} at {place}", "mend that"))
    cause = cause.format(place=place, error=error.strerror or error)
    if _is_half_done(out):
        return f"{cause}, and {out} is only partly renewed; {mend}, then build again, which completes it"
    return f"{cause}, and {out} is as it was; {mend}, then build again"


def _is_half_done(out: Path) -> bool:
    with suppress(OSError):
        return kind(out / JOURNAL) is not Kind.NOTHING
    return False
