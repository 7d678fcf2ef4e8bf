"""The folder of the site as it stands, and which of it is ours.

Ours is what the manifest lists: every file that the last publication put there. All else is left alone, links included.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from certsite.output import RESERVED, folded, folders, refuse_unsafe_path

MANIFEST = f"{RESERVED}/manifest.json"


class Damaged(Exception):  # noqa: N818 - the file is damaged, the program is not
    """A manifest or journal that cannot be trusted; `path` is relative to the site."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is damaged")
        self.path = path


class InTheWay(Exception):  # noqa: N818 - the state of a folder, not a fault of the program
    """Things that no build has written stand where files of the site must go; `paths` are relative to the site."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(set(paths)))
        super().__init__(", ".join(self.paths))


class Kind(Enum):
    """What stands at a path; links and devices are `OTHER`, whatever they lead to."""

    NOTHING = 0
    FILE = 1
    FOLDER = 2
    OTHER = 3


def kind(place: Path | str) -> Kind:
    """Return what stands at `place`, following no link at its end."""
    try:
        mode = os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Kind.NOTHING
    return Kind.FILE if S_ISREG(mode) else Kind.FOLDER if S_ISDIR(mode) else Kind.OTHER


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    return sha256(data).hexdigest()


def as_manifest(sums: Mapping[str, str]) -> bytes:
    """Return the manifest's bytes: a JSON object of path → SHA-256, sorted by path."""
    return as_json(dict(sorted(sums.items())))


class Ground:
    """The folder of the site as it stands, and which files of it are ours: those that the manifest lists."""

    def __init__(self, out: Path) -> None:
        """Read the manifest of `out`; raise `Damaged` where it cannot be trusted."""
        self.out = out
        self.listed = frozenset(_read_manifest(out))
        self._folders = {folder for path in self.listed for folder in folders(path)}
        self._folded = {folded(path): path for path in self.listed}

    def met(self, path: str) -> str:
        """Return `path`, or the first part on the way to it that is no folder."""
        # Joined as text, because this runs for every folder of every page.
        return next((folder for folder in folders(path) if kind(f"{self.out}/{folder}") is not Kind.FOLDER), path)

    def refuse_strangers(self, paths: Iterable[str]) -> None:
        """Raise `InTheWay` where what must go to `paths` meets something that is not ours."""
        if strangers := [spot for path in paths if not self.is_ours(spot := self.met(path))]:
            raise InTheWay(strangers)

    def holds(self, path: str, wanted: Kind) -> bool:
        """Tell whether `wanted` stands at `path` itself, with nothing but true folders on the way."""
        return self.met(path) == path and kind(f"{self.out}/{path}") is wanted

    def is_ours(self, path: str) -> bool:
        """Tell whether what stands at `path` may be replaced: nothing, or only files and folders that are ours."""
        place = self.out / path
        match kind(place):
            case Kind.NOTHING:
                return True
            case Kind.FILE:
                return path in self.listed or self.is_renamed_in_case(path)
            case Kind.FOLDER:
                return path in self._folders and all(self.is_ours(f"{path}/{inner.name}") for inner in place.iterdir())
            case Kind.OTHER:
                return False

    def is_renamed_in_case(self, path: str) -> bool:
        """Tell whether the unlisted `path` is a listed file, shown by a disk that takes `A` and `a` for one name."""
        twin = self._folded.get(folded(path), path)
        return path not in self.listed and twin != path and _is_one_file(self.out / twin, self.out / path)


def _is_one_file(one: Path, other: Path) -> bool:
    return kind(one) is Kind.FILE and one.samefile(other)


def _read_manifest(out: Path) -> dict[str, str]:
    try:
        listed = text_map(json.loads((out / MANIFEST).read_bytes()))
        for path in listed:
            refuse_unsafe_path(path)
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged(MANIFEST) from error
    return listed


def as_json(value: Mapping[str, str | Sequence[str] | Mapping[str, str]]) -> bytes:
    """Return `value` as JSON in the order that it has, a line for each entry."""
    return json.dumps(value, indent=0, ensure_ascii=False).encode() + b"\n"


def text_list(value: object) -> list[str]:
    """Return `value`, which JSON gave; raise `TypeError` where it is no list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("not a list of texts")
    return value


def text_map(value: object) -> dict[str, str]:
    """Return `value`, which JSON gave; raise `TypeError` where it is no object of texts."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    text_list(list(value.values()))
    return value
