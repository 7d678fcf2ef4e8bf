"""What `static/` takes: files that are published as they are, and that no browser runs.

A page has a policy, and what stands below `static/` has none; so nothing is taken that could hold a script.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from certsite.load import drawings
from certsite.load.characters import decoded
from certsite.load.formats import json_flaws
from certsite.load.nodes import Flaw, Mark

STATIC = "static"
_PICTURES = (".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")
ENDINGS = (*_PICTURES, ".woff2", ".csv", ".json", ".pdf", ".txt")
WELL_KNOWN = ".well-known"
"""Folder of what other services ask a site for (RFC 8615); many of its files have no ending."""
CNAME = "CNAME"
"""File that tells GitHub Pages the domain of the site."""

_TEXT = frozenset({"", ".csv", ".json", ".svg", ".txt"})
_LOOKS: Mapping[str, Callable[[str], list[Flaw]]] = {".json": json_flaws, ".svg": drawings.flaws}
_PAGES = frozenset({".htm", ".html", ".md", ".xhtml"})


def is_static(path: str) -> bool:
    """Return whether the file with this relative path is published as it is."""
    return path.startswith(f"{STATIC}/")


def is_parsed(path: str) -> bool:
    """Return whether what stands in the static file is looked at, not only its characters."""
    return _ending(path) in _LOOKS


def refusals(parts: Sequence[str], *, is_folder: bool) -> Iterator[Flaw]:
    """Yield why the file or folder below `static/` is not taken for its name; parts: names of its relative path."""
    if parts[-1].startswith(".") and not (is_folder and list(parts) == [STATIC, WELL_KNOWN]):
        yield Flaw(None, "a name that begins with a dot is not published", "rename it, or remove it")
    elif not is_folder and not _is_taken(parts):
        page = _ending(parts[-1]) in _PAGES
        do = "write it as a page in pages/" if page else "save it as one of these, or remove it"
        yield Flaw(None, f"{STATIC}/ takes pictures, fonts and plain files: {', '.join(ENDINGS)}", do)


def flaws(path: str, raw: bytes) -> list[Flaw]:
    """Return what is wrong with the bytes of a static file: text that is no clean UTF-8, JSON or passive drawing."""
    ending = _ending(path)
    if ending not in _TEXT:
        return []
    text, found = decoded(raw)
    if not ending and text.lstrip().startswith("<"):
        # Sent without a type, it would be taken for a page: WHATWG MIME Sniffing, 7.1.
        found = [*found, Flaw(Mark(1, 1), "the file has no ending and begins as a page does", "give it an ending")]
    return found or _LOOKS.get(ending, _nothing)(text)


def _is_taken(parts: Sequence[str]) -> bool:
    ending = _ending(parts[-1])
    without = list(parts) == [STATIC, CNAME] or parts[1] == WELL_KNOWN
    return ending in ENDINGS or (not ending and without)


def _ending(path: str) -> str:
    """Return the ending of a name in lower case, as servers read it; a dot alone is one too."""
    name = PurePosixPath(path).name
    return name[name.rfind(".") :].casefold() if "." in name else ""


def _nothing(_: str) -> list[Flaw]:
    return []
