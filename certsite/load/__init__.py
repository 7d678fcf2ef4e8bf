"""Folder -> `Sources`: what editors wrote, as text with the place of every value, before anybody asks what it means.

No city, level or language is known here, no value is interpreted, and nothing outside the folder is read.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from certsite.load import folder, static
from certsite.load.characters import decoded
from certsite.load.nodes import Entry, Flaw, Listing, Mapping, Mark, Node, Scalar, mark_of, plain
from certsite.load.yamltree import tree
from certsite.problem import Problem, Staged

__all__ = [
    "Entry",
    "Listing",
    "Mapping",
    "Mark",
    "Node",
    "Scalar",
    "SourceFile",
    "Sources",
    "mark_of",
    "parsed",
    "plain",
    "sources",
    "with_drafts",
]

FRONT_MATTER_NODES = 20_000
"""Keys and values before a text: a record of a hundred rows has about a thousand."""
YAML_NODES = 100_000
"""Keys and values of a .yaml file: twice what the publications of ten thousand records need. Were each of them a
mistake, finding them would take some 150 MB."""
ALL_NODES = 2_000_000
"""Keys and values of all files: ten thousand records, twice."""

_FENCE = "---"
_EMPTY = Flaw(None, "the file is empty", "write what it should hold, or remove it")
_SPACES_AFTER_FENCE = Flaw(Mark(1, 4), "spaces follow the three dashes", "remove the spaces")
_NO_CLOSING_FENCE = Flaw(
    Mark(1, 1), "no line of exactly three dashes closes the front matter", "write --- on a line after the last value"
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the content folder.

    path: relative to the content folder, with forward slashes, in Unicode form NFC.
    shown: as a reader would open it, the content folder as it was given and `path`.
    data: the YAML of a .yaml file or the front matter of a .md file; None where there is none.
    body: the Markdown after the front matter, with LF line ends; body_line: the line of the file on which it begins.
    raw: the bytes of any other file, and of every file that is published as it is.
    """

    path: str
    shown: str
    data: Node | None = None
    body: str = ""
    body_line: int = 1
    raw: bytes = b""


_Loaded: TypeAlias = tuple[SourceFile, list[Flaw]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that editors wrote.

    content: the content folder as it was given; files: those without errors, sorted by path, and drafts after them.
    broken: relative paths of what was left out because of an error, folders and links among them.
    """

    content: str
    files: tuple[SourceFile, ...]
    broken: frozenset[str]


def sources(content: Path) -> Staged[Sources]:
    """Return the files of the content folder, and every problem that keeps one of them from being read.

    The order of the file system has no influence. A mistake in content never raises.
    """
    shown = folder.printable(content.as_posix())
    found = list(islice(folder.found(content), folder.ENTRIES + 1))
    if flaw := _flaw_of_folder(found):
        return Sources(shown, (), frozenset()), [_problem(shown, flaw)]
    loaded = _bounded(_loaded(item, shown) for item in found if item.flaw or not item.is_folder)
    if loaded is None:
        too_much = Flaw(None, f"the files hold more than {ALL_NODES:,} keys and values in all", "remove some")
        return Sources(shown, (), frozenset()), [_problem(shown, too_much)]
    files = sorted((file for file, flaws in loaded if not flaws), key=lambda file: file.path)
    broken = frozenset(file.path for file, flaws in loaded if flaws)
    problems = {_problem(file.shown, flaw) for file, flaws in loaded for flaw in flaws}
    return Sources(shown, tuple(files), broken), sorted(problems)


def with_drafts(staged: Staged[Sources], drafts: MappingOf[str, bytes]) -> Staged[Sources]:
    """Return what is loaded as if files with these bytes stood in the folder too, or instead of theirs.

    drafts: by path relative to the content folder. They come last, so that where two files disagree it is the draft
    that is told to be wrong.
    """
    found, problems = staged
    loaded = [parsed(SourceFile(path, f"{found.content}/{path}"), raw) for path, raw in drafts.items()]
    files = [file for file in found.files if file.path not in drafts]
    files.extend(file for file, flaws in loaded if not flaws)
    broken = (found.broken - drafts.keys()) | {file.path for file, flaws in loaded if flaws}
    wrong = [_problem(file.shown, flaw) for file, flaws in loaded for flaw in flaws]
    return Sources(found.content, tuple(files), frozenset(broken)), [*problems, *wrong]


def _bounded(loaded: Iterable[_Loaded]) -> list[_Loaded] | None:
    """Return the files, or None as soon as they hold more than `ALL_NODES` together."""
    kept, left = [], ALL_NODES
    for file, flaws in loaded:
        left -= _nodes(file.data) if file.data else 0
        if left < 0:
            return None
        kept.append((file, flaws))
    return kept


def _nodes(node: Node) -> int:
    match node:
        case Listing(items):
            return 1 + sum(map(_nodes, items))
        case Mapping(entries):
            return 1 + sum(1 + _nodes(entry.value) for entry in entries.values())
    return 1


def _flaw_of_folder(found: Sequence[folder.Found]) -> Flaw | None:
    if len(found) > folder.ENTRIES:
        return Flaw(None, f"the folder holds more than {folder.ENTRIES:,} files and folders", "remove some")
    if all(item.is_folder and not item.flaw for item in found):
        return Flaw(None, "the folder holds no content", "name the folder that holds the content")
    return found[0].flaw if not found[0].path else None


def _problem(shown: str, flaw: Flaw) -> Problem:
    line, column = (flaw.mark.line, flaw.mark.column) if flaw.mark else (0, 0)
    return Problem(shown, line, column, flaw.says, flaw.do)


def _loaded(item: folder.Found, content: str) -> _Loaded:
    file = SourceFile(item.path, f"{content}/{item.path}")
    if item.flaw:
        return file, [item.flaw]
    try:
        raw = folder.read(item.place, folder.size_limit(item.path))
    except folder.Unreadable as unreadable:
        return file, [unreadable.flaw]
    return parsed(file, raw)


def parsed(file: SourceFile, raw: bytes) -> tuple[SourceFile, list[Flaw]]:
    """Return a file with what its bytes say, and why they cannot be read."""
    if static.is_static(file.path):
        return replace(file, raw=raw), static.flaws(file.path, raw)
    parse = _PARSERS.get(PurePosixPath(file.path).suffix)
    if parse is None:
        return replace(file, raw=raw), []
    text, flaws = decoded(raw)
    return (file, flaws) if flaws else parse(file, text)


def _parsed_yaml(file: SourceFile, text: str) -> _Loaded:
    data, flaws = tree(text, nodes=YAML_NODES)
    if data is None and not flaws:
        return file, [_EMPTY]
    return replace(file, data=data), flaws


def _parsed_markdown(file: SourceFile, text: str) -> _Loaded:
    lines = text.split("\n")
    if lines[0] != _FENCE:
        return replace(file, body=text), [_SPACES_AFTER_FENCE] if lines[0].rstrip() == _FENCE else []
    if _FENCE not in lines[1:]:
        return file, [_NO_CLOSING_FENCE]
    end = lines.index(_FENCE, 1)
    # An empty line in place of the fence keeps the places of the front matter those of the file.
    data, flaws = tree("\n".join(["", *lines[1:end]]), nodes=FRONT_MATTER_NODES)
    return replace(file, data=data, body="\n".join(lines[end + 1 :]), body_line=end + 2), flaws


_PARSERS = {".yaml": _parsed_yaml, ".md": _parsed_markdown}
