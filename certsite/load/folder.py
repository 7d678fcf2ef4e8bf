"""The content folder: which files are read, how far, and which are refused by their name or nature.

Passed over without a word: names ending with `~` (what editors leave behind), and names beginning with `.` (of the
system and of version control). Below `static/`, where a name with a dot could be meant to be published, only the names
in `LEFTOVERS` are.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from certsite.load import static
from certsite.load.characters import FORBIDDEN
from certsite.load.nodes import Flaw
from certsite.load.static import STATIC, is_static
from certsite.problem import quote

KIB = 1024
MIB = 1024 * KIB

SIZES = {".md": 256 * KIB, ".yaml": 8 * MIB, ".json": 8 * MIB}
"""Largest files in bytes, by ending: some forty pages of text, and outlines or criteria of a whole programme."""
STATIC_SIZE = 10 * MIB
"""Largest file in bytes that is published as it is: more would keep a visitor on a slow line waiting for minutes."""
PARSED_SIZE = MIB
"""Largest of those that are parsed, in bytes: a drawing of ten thousand shapes, in some 100 MB of memory."""
STATIC_TOTAL = 50 * MIB
"""All files below `static/` together, in bytes: they are kept in memory from the first stage to the last."""
LEFTOVERS = frozenset({".DS_Store", ".directory", ".gitkeep"})
"""What systems and version control leave in folders."""

ENTRIES = 100_000
"""Files and folders: ten thousand records in nine languages, and a walk of a few seconds."""
DEPTH = 8
"""Names in a path: records need three, and the rest is room below `static/`."""
NAME_LENGTH = 100
"""Characters of a name: with `DEPTH` the longest path stays far below the 4096 bytes of Linux (PATH_MAX)."""

_ENDINGS = {".yml": ".yaml", ".markdown": ".md"}
_PLAIN = ("", ".txt", ".text")
"""Endings that editors of plain text give by themselves."""
_WRITTEN = {"cities": ".md", "pages": ".md", "criteria": ".yaml"}
"""The ending of what is written in each folder."""
_UNSAFE_NAME = re.compile(rf"[\t\n\r\\]|{FORBIDDEN.pattern}")

# Where the system knows them: follow no link, and do not wait for whoever writes into a pipe.
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the content folder.

    place: where the system finds it; path: relative to the content folder, with forward slashes, in Unicode form NFC.
    flaw: why it is refused, if it is.
    """

    place: Path
    path: str
    is_folder: bool = False
    flaw: Flaw | None = None


class Unreadable(Exception):  # noqa: N818 - it carries a flaw of the content, which is no fault of the program
    """A file that cannot be read, with the reason in words for editors."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.says)
        self.flaw = flaw


def found(content: Path) -> Iterator[Found]:
    """Yield everything in the content folder, however deep, in an order that does not depend on the file system.

    What is refused is yielded with its flaw, and a refused folder is not entered. No link is followed.
    """
    flaw = _flaw_of_content(content)
    if flaw:
        yield Found(content, "", flaw=flaw)
    else:
        yield from _within_total(_below(content, ()))


def passed_over(name: str, parents: Sequence[str]) -> bool:
    """Say whether a name is none of the content: what editors and systems leave; parents: the folders it lies in."""
    is_hidden = name in LEFTOVERS if parents[:1] == (STATIC,) else name.startswith(".")
    return is_hidden or name.endswith("~")


def size_limit(path: str) -> int:
    """Return how many bytes the file with this relative path may have."""
    if is_static(path):
        return PARSED_SIZE if static.is_parsed(path) else STATIC_SIZE
    return SIZES[PurePosixPath(path).suffix]


def read(place: Path, limit: int) -> bytes:
    """Return the bytes of a file; raise `Unreadable` where it has more than `limit` or the system refuses.

    A file that grows meanwhile is read no further than the limit, and what is no file is never waited for.
    """
    try:
        with open(place, "rb", opener=_open_carefully) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(_SPECIAL)
            raw = stream.read(limit + 1) if status.st_size <= limit else b""
    except OSError as error:
        raise Unreadable(_refused(error)) from error
    if status.st_size > limit or len(raw) > limit:
        raise Unreadable(Flaw(None, f"is larger than {_size(limit)}", "make it smaller or split it"))
    return raw


def printable(name: str) -> str:
    """Return a name or path in Unicode form NFC, with what the system could not decode as escapes."""
    return normalize("NFC", name).encode(errors="backslashreplace").decode()


_LINK = Flaw(None, "is a symbolic link, and links are not followed", "put the file or folder itself here")
_SPECIAL = Flaw(None, "is neither a file nor a folder", "remove it")


def _flaw_of_content(content: Path) -> Flaw | None:
    try:
        mode = content.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Flaw(None, "there is no such folder", "name the folder that holds the content")
    except OSError as error:
        return _refused(error)
    if stat.S_ISLNK(mode):
        return _LINK
    return None if stat.S_ISDIR(mode) else Flaw(None, "is not a folder", "name the folder that holds the content")


def _open_carefully(place: str, flags: int) -> int:
    return os.open(place, flags | _CAREFULLY)


def _refused(error: OSError) -> Flaw:
    if isinstance(error, FileNotFoundError):
        return Flaw(None, "vanished while it was read", "run the command again")
    if isinstance(error, PermissionError):
        return Flaw(None, "cannot be read, permission is denied", "allow reading it")
    return Flaw(None, "cannot be read", "check the file and the disk")


def _size(size: int) -> str:
    return f"{size // MIB} MiB" if size >= MIB else f"{size // KIB} KiB"


def _within_total(items: Iterable[Found]) -> Iterator[Found]:
    """Yield the items, with one flaw in place of all sound static files beyond `STATIC_TOTAL`."""
    size = 0
    for item in items:
        before, size = size, size + _static_bytes(item)
        if before <= STATIC_TOTAL < size:
            flaw = Flaw(None, f"the files below are larger than {_size(STATIC_TOTAL)} together", "remove some")
            yield Found(item.place, STATIC, flaw=flaw)
        elif size <= STATIC_TOTAL or item.flaw or not is_static(item.path):
            yield item


def _static_bytes(item: Found) -> int:
    if item.is_folder or item.flaw or not is_static(item.path):
        return 0
    try:
        return item.place.lstat().st_size
    except OSError:  # reading it will say why
        return 0


def _below(folder: Path, parents: tuple[str, ...]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(
                (entry for entry in scan if not passed_over(entry.name, parents)), key=lambda entry: entry.name
            )
    except OSError as error:
        yield Found(folder, "/".join(parents), flaw=_refused(error))
        return
    twins = _twins([entry.name for entry in entries])
    for entry in entries:
        parts = (*parents, printable(entry.name))
        is_folder = entry.is_dir(follow_symlinks=False)
        flaw = next(_refusals(entry, parts, twins.get(entry.name)), None)
        yield Found(Path(entry.path), "/".join(parts), is_folder, flaw)
        if is_folder and not flaw:
            yield from _below(Path(entry.path), parts)


def _twins(names: Sequence[str]) -> dict[str, str]:
    """Map each name to an earlier one that some file systems and web servers take for the same."""
    first: dict[str, str] = {}
    earlier = {name: first.setdefault(normalize("NFC", normalize("NFC", name).casefold()), name) for name in names}
    return {name: twin for name, twin in earlier.items() if twin != name}


def _refusals(entry: os.DirEntry[str], parts: Sequence[str], twin: str | None) -> Iterator[Flaw]:
    if _UNSAFE_NAME.search(entry.name):
        yield Flaw(None, "the name holds a character that cannot be shown or a backslash", "rename it")
    if len(entry.name) > NAME_LENGTH:
        yield Flaw(None, f"the name is longer than {NAME_LENGTH} characters", "shorten it")
    if entry.is_symlink():
        yield _LINK
    if twin is not None:
        says = f"the name differs from {quote(printable(twin))} only in capitals or in the form of its accents"
        yield Flaw(None, says, "rename one of the two")
    if len(parts) > DEPTH:
        yield Flaw(None, f"lies more than {DEPTH} names deep", "move it up")
    is_folder = entry.is_dir(follow_symlinks=False)
    if is_static("/".join(parts)):
        yield from static.refusals(parts, is_folder=is_folder)
    if not is_folder:
        yield from _refusals_of_file(entry, parts)


def _refusals_of_file(entry: os.DirEntry[str], parts: Sequence[str]) -> Iterator[Flaw]:
    if not entry.is_file(follow_symlinks=False):
        yield _SPECIAL
    name = PurePosixPath(parts[-1])
    if is_static("/".join(parts)) or name.suffix in SIZES:
        return
    ending = name.suffix.lower()
    meant = _ENDINGS.get(ending, ending)
    if meant in SIZES:
        yield Flaw(None, f"files ending in {name.suffix} are not read", f"rename it to {name.stem}{meant}")
    do = f"put it below {STATIC}/ if it should be published as it is"
    if ending in _PLAIN and len(parts) > 1 and parts[0] in _WRITTEN:
        do = f"rename it to {name.stem}{_WRITTEN[parts[0]]}"
    yield Flaw(None, "is no content file (.md, .yaml, .json)", do)
