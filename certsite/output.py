"""A finished file of the site, and the walls around its path."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RESERVED = ".certsite"

# Control characters and halves of characters; a colon names a drive or a stream on Windows, a backslash parts folders.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff:\\]")


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site, ready to be published.

    path: relative to the folder of the site, with forward slashes: `cities/phoenix-az/index.html`.
    data: its bytes, exactly as published.
    """

    path: str
    data: bytes


def flaws(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that cannot be published, with the reason.

    Among them are paths that not every disk can hold beside each other.
    """
    files: dict[str, str] = {}
    for path in paths:
        if reason := _unsafe(path):
            yield path, reason
        elif other := files.get(folded(path)):
            yield path, "is made twice" if other == path else f"differs from {other!r} only in case or accents"
        else:
            files[folded(path)] = path
    for path in files.values():
        for folder in folders(path):
            if file := files.get(folded(folder)):
                yield file, f"is a file and the folder of {path!r}"


def _unsafe(path: str) -> str:
    parts = path.split("/")
    if {"", ".", ".."}.intersection(parts) or _UNSAFE.search(path):
        return "is no path inside the site"
    return "lies in the folder kept for publishing" if folded(parts[0]) == RESERVED else ""


def refuse_unsafe_path(path: str) -> None:
    """Raise `ValueError` where `path` could lead out of the site, or into the folder kept for publishing."""
    refuse_unsafe_paths((path,))


def refuse_unsafe_paths(paths: Iterable[str]) -> None:
    """Raise `ValueError` for a path that cannot be published; a build has reported it as a problem long before."""
    for path, reason in flaws(paths):
        raise ValueError(f"{path!r} {reason}")


def folders(path: str) -> Iterator[str]:
    """Yield the folders that `path` lies in, the outermost first, without slashes at their ends."""
    slash = path.find("/")
    while slash > 0:
        yield path[:slash]
        slash = path.find("/", slash + 1)


def folded(path: str) -> str:
    """Return what is equal for paths that some disks take for one, for case or the composing of accents."""
    return unicodedata.normalize("NFC", path).casefold()
