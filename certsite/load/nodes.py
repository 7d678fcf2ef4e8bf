"""What the loaded files are made of: values as they were written, each with the place where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: line and column, both counted from 1, in characters (code points) as an editor shows them."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake inside one file, before its path is known; the file as a whole is meant where `mark` is None."""

    mark: Mark | None
    says: str
    do: str


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as text, never interpreted: `NO`, `0613` and `2024-01` stay what was written.

    plain: it was written neither in quotes nor as a block.
    An empty value (`key:`) is plain, has no text, and stands where its key ends.
    """

    text: str
    mark: Mark
    plain: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a mapping, with the place of the key that names it."""

    key: Mark
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Values by their keys, in the order in which they were written."""

    entries: dict[str, Entry]
    mark: Mark


Node: TypeAlias = Scalar | Listing | Mapping


def plain(node: Node) -> Any:
    """Return the node as nested `dict`, `list` and `str`, without its marks."""
    match node:
        case Scalar(text):
            return text
        case Listing(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key: plain(entry.value) for key, entry in entries.items()}


def mark_of(node: Node, path: Sequence[str | int], *, key: bool = False) -> Mark:
    """Return where the value stands to which `path` (keys and list positions from 0) leads from `node`.

    With `key`, return the place of the key that names the value; an item of a list has none, so its own is returned.
    Where the path leads nowhere, return the mark of the deepest node that exists.
    """
    mark = node.mark
    for step in path:
        below = _step(node, step)
        if below is None:
            return node.mark
        node = below.value
        mark = below.key if key else node.mark
    return mark


def _step(node: Node, step: str | int) -> Entry | None:
    match node, step:
        case Mapping(entries), str():
            return entries.get(step)
        case Listing(items), int() if 0 <= step < len(items):
            return Entry(items[step].mark, items[step])
    return None
