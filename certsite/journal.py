"""One publication as removals and moves that can be taken up again wherever they were stopped.

Everything a publication needs is made below `.certsite/staged/` first: new files, new folders, the new manifest.
Writing the journal decides that the site becomes the new one. After it nothing is made any more, things are only
removed and renamed, so that a full disk can hardly stop what has begun.

The order is strict: first the removals, then the moves one by one, the manifest last. So what is left in `staged/`
tells how far a stopped publication came, and no step is ever taken twice against a file that is already new.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from certsite.ground import MANIFEST, Damaged, Ground, Kind, as_json, digest, kind, text_list, text_map
from certsite.output import RESERVED, refuse_unsafe_path

JOURNAL = f"{RESERVED}/journal.json"
STAGED = f"{RESERVED}/staged"

FILE_MODE = 0o644
FOLDER_MODE = 0o755


@dataclass(frozen=True, slots=True)
class Journal:
    """What turns the old site into the new one, once everything is staged.

    removals: paths of files, then of folders, which end in a slash and go only where they are empty.
    moves: path → SHA-256 of each staged file, in order; a folder ends in a slash and has "". The last is the manifest.
    """

    removals: tuple[str, ...]
    moves: Mapping[str, str]

    @classmethod
    def begin(cls, out: Path, removals: Sequence[str], moves: Mapping[str, bytes]) -> "Journal":
        """Stage what `moves` maps each path to and put the journal in place: from here on the site becomes the new one.

        Where that fails or is interrupted, the site stays the old one and nothing is left behind.
        """
        try:
            _stage(out, moves)
            journal = cls(tuple(removals), {path: _expected(path, data) for path, data in moves.items()})
            draft = out / STAGED / "journal.json"
            _write_file(draft, as_json({"removals": journal.removals, "moves": journal.moves}))
            _sync_folder(out / STAGED)
            draft.replace(out / JOURNAL)
        except BaseException:
            if kind(out / JOURNAL) is Kind.NOTHING:
                _try_to_discard_staged(out)
            raise
        return journal

    @classmethod
    def read(cls, out: Path) -> "Journal":
        """Return the journal of `out`; raise `Damaged` where it or what it speaks of cannot be trusted."""
        try:
            written = json.loads((out / JOURNAL).read_bytes())
            journal = cls(tuple(text_list(written["removals"])), text_map(written["moves"]))
            *moved, last = journal.moves
            for path in (*journal.removals, *moved):
                refuse_unsafe_path(path.removesuffix("/"))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Damaged(JOURNAL) from error
        if last != MANIFEST or not journal._is_staged_well(out):
            raise Damaged(JOURNAL)
        return journal

    def refuse_strangers(self, ground: Ground) -> None:
        """Raise `InTheWay` where something came to stand in the way since the journal was written."""
        pending = [path for _, path in self._pending(ground.out) if path != MANIFEST]
        ground.refuse_strangers(path.removesuffix("/") for path in pending if not _is_made(path, ground))

    def finish(self, ground: Ground) -> None:
        """Take every step that is not taken yet, and remove the journal."""
        out = ground.out
        _sync_folder(out / RESERVED)
        pending = self._pending(out)
        if len(pending) == len(self.moves):
            self._remove(ground)
        for staged, path in pending:
            _move(staged, out / path)
        _sync_parents(out, self.moves)
        (out / JOURNAL).unlink()
        _try_to_discard_staged(out)  # the site is complete, and the next build tries again

    def _pending(self, out: Path) -> list[tuple[Path, str]]:
        staged = [(_staged(out, number), path) for number, path in enumerate(self.moves)]
        return [(place, path) for place, path in staged if kind(place) is not Kind.NOTHING]

    def _is_staged_well(self, out: Path) -> bool:
        pending = self._pending(out)
        if [path for _, path in pending] != list(self.moves)[len(self.moves) - len(pending) :]:
            return False
        whole = all(_has_digest(place, self.moves[path]) for place, path in pending)
        return whole if pending else _has_digest(out / MANIFEST, self.moves[MANIFEST])

    def _remove(self, ground: Ground) -> None:
        for path in self.removals:
            if path in ground.listed and ground.holds(path, Kind.FILE):
                (ground.out / path).unlink()
            elif path.endswith("/") and ground.holds(path.removesuffix("/"), Kind.FOLDER):
                _remove_if_empty(ground.out / path)
        _sync_parents(ground.out, self.removals)


def make_folder(place: Path) -> None:
    """Make a folder with the mode of published folders, whatever the umask."""
    place.mkdir()
    place.chmod(FOLDER_MODE)


def discard_staged(out: Path) -> None:
    """Remove what is staged, where anything is."""
    if kind(out / STAGED) is not Kind.NOTHING:
        shutil.rmtree(out / STAGED)


def _try_to_discard_staged(out: Path) -> None:
    shutil.rmtree(out / STAGED, ignore_errors=True)


def _stage(out: Path, moves: Mapping[str, bytes]) -> None:
    make_folder(out / STAGED)
    for number, (path, data) in enumerate(moves.items()):
        if path.endswith("/"):
            make_folder(_staged(out, number))
        else:
            _write_file(_staged(out, number), data)


def _staged(out: Path, number: int) -> Path:
    return out / STAGED / str(number)


def _expected(path: str, data: bytes) -> str:
    return "" if path.endswith("/") else digest(data)


def _write_file(place: Path, data: bytes) -> None:
    with place.open("xb") as file:
        place.chmod(FILE_MODE)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # it opens no folder, and keeps names safe by itself
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _sync_parents(out: Path, paths: Iterable[str]) -> None:
    for folder in sorted({(out / path).parent for path in paths}):
        if kind(folder) is Kind.FOLDER:
            _sync_folder(folder)


def _move(staged: Path, place: Path) -> None:
    if kind(staged) is Kind.FOLDER and kind(place) is Kind.FOLDER:
        staged.rmdir()
    else:
        staged.replace(place)


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise


def _is_made(path: str, ground: Ground) -> bool:
    return path.endswith("/") and ground.holds(path.removesuffix("/"), Kind.FOLDER)


def _has_digest(place: Path, wanted: str) -> bool:
    found = kind(place)
    if not wanted:
        return found is Kind.FOLDER
    return found is Kind.FILE and digest(place.read_bytes()) == wanted
