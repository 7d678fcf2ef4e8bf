"""YAML text -> tree of nodes, from the parser's events alone: nothing is constructed and nothing guessed.

Maps, lists and single values as text are enough for content. What refers, merges or constructs (anchors, aliases, merge
keys, tags, directives, several documents, complex keys) is refused.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NoReturn, TypeAlias

import yaml

from certsite.load.characters import FLAWS, FORBIDDEN, described, mark_at
from certsite.load.nodes import Entry, Flaw, Listing, Mapping, Mark, Node, Scalar
from certsite.load.syntax import NO_SPACE_IN_BRACKETS, QUESTION_MARK, Words, explained, reference
from certsite.problem import quote

DEPTH = 12
"""Lists and maps inside one another: twice what records need. The parser's work grows with the square of it."""

Loader: TypeAlias = type[yaml.BaseLoader | yaml.CBaseLoader]
LOADER: Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser in C, about thirty times as fast, where PyYAML was built with it; both give the same."""

# Events are `Any` because the stubs let marks be None, which those of a parsed text never are.
_Event: TypeAlias = Any

_REFUSED_IN_LINES = (
    # The two parsers allow tabs at different places.
    (re.compile(r"\t"), "a tab stands here", "write spaces instead"),
    (re.compile(r"^%", re.MULTILINE), "a line cannot begin with %", "put the value in quotes, or indent the line"),
    (re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE), "a line of three dots ends the YAML", "remove it, or indent it"),
    # Halves of a surrogate pair, and numbers beyond the last character U+10FFFF.
    (
        re.compile(r"\\u[dD][89a-fA-F]|\\U0000[dD][89a-fA-F]|\\U(?!000|0010)[\da-fA-F]{8}"),
        "the escape names no character",
        "write the character itself",
    ),
)


_COLON_WITHOUT_SPACE = re.compile(r":[,?\[\]{}]")


class _Stopped(Exception):  # noqa: N818 - it ends the reading of one text and never leaves this module
    """Reading on is of no use; the flaw is noted already."""


def tree(text: str, *, nodes: int, loader: Loader = LOADER) -> tuple[Node | None, list[Flaw]]:
    """Return the tree of a YAML text, and its flaws, no more than `FLAWS`; None where it is empty or has flaws.

    nodes: how many lists, maps, keys and values it may have.
    """
    if flaws := list(islice(_flaws_of_lines(text), FLAWS)):
        return None, flaws
    text = f"{text}\n"  # lets both parsers agree where the text ends
    reading = _Reading(text, nodes, loader)
    root = None
    try:
        root = reading.document()
    except _Stopped:
        pass
    except yaml.MarkedYAMLError as error:
        reading.flaws.append(explained(text, error))
    return None if reading.flaws else root, reading.flaws


def _flaws_of_lines(text: str) -> Iterator[Flaw]:
    for pattern, says, do in _REFUSED_IN_LINES:
        for found in pattern.finditer(text):
            yield Flaw(mark_at(text, found.start()), says, do)


class _Reading:
    """One pass over the events of a text, with the flaws found so far."""

    def __init__(self, text: str, nodes: int, loader: Loader) -> None:
        self.flaws: list[Flaw] = []
        self._text = text
        self._events: Iterator[_Event] = yaml.parse(text, Loader=loader)
        self._nodes = nodes
        self._left = nodes

    def document(self) -> Node | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        root = self._node(next(self._events))
        next(self._events)
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._refuse(_mark(after), "a second document begins here", "remove the line, or write a file of its own")
        return None if isinstance(root, Scalar) and root.plain and not root.text else root

    def _node(self, event: _Event, depth: int = 0, *, flow: bool = False) -> Node:
        self._spend(event, depth)
        self._refuse_references(event)
        flow = flow or bool(getattr(event, "flow_style", False))
        match event:
            case yaml.SequenceStartEvent():
                return self._listing(event, depth + 1, flow)
            case yaml.MappingStartEvent():
                return self._mapping(event, depth + 1, flow)
            case yaml.AliasEvent():
                return Scalar(f"*{event.anchor}", _mark(event), plain=True)
        return self._scalar(event, flow)

    def _listing(self, start: _Event, depth: int, flow: bool) -> Listing:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth, flow=flow))
        return Listing(tuple(items), _mark(start))

    def _mapping(self, start: _Event, depth: int, flow: bool) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth, flow=flow)
            self._refuse_key(event, key, entries)
            value = self._node(next(self._events), depth, flow=flow)
            if isinstance(key, Scalar):
                entries.setdefault(key.text, Entry(key.mark, value))
        return Mapping(entries, _mark(start))

    def _scalar(self, event: _Event, flow: bool) -> Scalar:
        scalar = Scalar(event.value, _mark(event), plain=not event.style)
        if event.style == '"' and (hidden := FORBIDDEN.search(scalar.text)):
            self._refuse(scalar.mark, f"an escape stands for {described(hidden[0])}", "remove the escape")
        if flow and scalar.plain and scalar.text:
            self._refuse_what_parsers_dispute(event, scalar)
        return scalar

    def _refuse_what_parsers_dispute(self, event: _Event, scalar: Scalar) -> None:
        """Stop at what only one of the two parsers accepts between brackets."""
        if "?" in scalar.text:
            self._stop(mark_at(self._text, self._text.index("?", event.start_mark.index)), *QUESTION_MARK)
        if _COLON_WITHOUT_SPACE.match(self._text, event.end_mark.index):
            self._stop(scalar.mark, *NO_SPACE_IN_BRACKETS)

    def _spend(self, event: _Event, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            self._stop(_mark(event), f"the YAML has more than {self._nodes:,} keys and values", "split the file")
        if depth >= DEPTH and isinstance(event, yaml.CollectionStartEvent):
            self._stop(_mark(event), f"lists and maps lie more than {DEPTH} deep in one another", "nest them less")

    def _refuse_references(self, event: _Event) -> None:
        if getattr(event, "anchor", None) is None and getattr(event, "tag", None) is None:
            return
        self._refuse(_mark(event), *reference(self._text[event.start_mark.index]))

    def _refuse_key(self, event: _Event, key: Node, entries: dict[str, Entry]) -> None:
        for says, do in islice(self._words_on_key(event, key, entries), 1):
            self._refuse(key.mark, says, do)

    def _words_on_key(self, event: _Event, key: Node, entries: dict[str, Entry]) -> Iterator[Words]:
        if not isinstance(key, Scalar):
            yield "a list or map stands where a key is expected", "put the text in quotes if brackets are part of it"
            return
        start = event.start_mark.index
        if self._text[max(0, start - 2) : start].rstrip(" ").endswith("?"):
            yield "a question mark before a key makes it a complex key in YAML, which is not used here", "remove it"
        if not key.text:
            yield "no key stands before the colon", "write the key, or remove the colon"
        if key.text == "<<" and key.plain:
            yield "'<<' merges maps in YAML, which is not used here", "write out the keys that belong here"
        if first := entries.get(key.text):
            yield f"the key {quote(key.text)} was written before", f"remove it here or in line {first.key.line}"

    def _stop(self, mark: Mark, says: str, do: str) -> NoReturn:
        self._refuse(mark, says, do)
        raise _Stopped

    def _refuse(self, mark: Mark, says: str, do: str) -> None:
        self.flaws.append(Flaw(mark, says, do))
        if len(self.flaws) == FLAWS:
            raise _Stopped


def _mark(event: _Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
