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
            self._refuse(
                _mark(after.start_mark), "a second document begins here", "remove the line, or write a file of its own"
            )
        return None if _is_empty(root) else root

    def _node(self, event: _Event, depth: int = 0, *, flow: bool = False) -> Node:
        self._left -= 1
        if self._left < 0:
            words = (f"the YAML has more than {self._nodes:,} keys and values", "split the file")
            self._stop(_mark(event.start_mark), *words)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(_mark(event.start_mark), *reference("*"))
            return Scalar(f"*{event.anchor}", _mark(event.start_mark), plain=True)
        if event.anchor is not None or event.tag is not None:
            self._refuse_reference(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, flow)
        return self._collection(event, depth + 1, flow or event.flow_style)

    def _collection(self, event: _Event, depth: int, flow: bool) -> Node:
        if depth > DEPTH:
            words = (f"lists and maps lie more than {DEPTH} deep in one another", "nest them less")
            self._stop(_mark(event.start_mark), *words)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event, depth, flow)
        return self._mapping(event, depth, flow)

    def _listing(self, start: _Event, depth: int, flow: bool) -> Listing:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth, flow=flow))
        return Listing(tuple(items), _mark(start.start_mark))

    def _mapping(self, start: _Event, depth: int, flow: bool) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth, flow=flow)
            if words := self._words_on_key(event.start_mark.index, key, entries):
                self._refuse(key.mark, *words)
            value = self._node(next(self._events), depth, flow=flow)
            if _is_empty(value):
                # The parsers do not agree where nothing stands.
                value = Scalar("", _mark(event.end_mark), plain=True)
            if isinstance(key, Scalar):
                entries.setdefault(key.text, Entry(key.mark, value))
        return Mapping(entries, _mark(start.start_mark))

    def _scalar(self, event: _Event, flow: bool) -> Scalar:
        scalar = Scalar(event.value, _mark(event.start_mark), plain=not event.style)
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

    def _refuse_reference(self, event: _Event) -> None:
        words = reference(self._text[event.start_mark.index])
        if event.tag is not None:
            # The parsers do not agree where a tag ends.
            self._stop(_mark(event.start_mark), *words)
        self._refuse(_mark(event.start_mark), *words)

    def _words_on_key(self, start: int, key: Node, entries: dict[str, Entry]) -> Words | None:
        """Say what is wrong with a key that begins at the index `start`, if anything is."""
        if not isinstance(key, Scalar):
            return "a list or map stands where a key is expected", "put the text in quotes if brackets are part of it"
        if self._text[max(0, start - 2) : start].rstrip(" ").endswith("?"):
            return "a question mark before a key makes it a complex key in YAML, which is not used here", "remove it"
        if not key.text:
            return "no key stands before the colon", "write the key, or remove the colon"
        if key.text == "<<" and key.plain:
            return "'<<' merges maps in YAML, which is not used here", "write out the keys that belong here"
        if first := entries.get(key.text):
            return f"the key {quote(key.text)} was written before", f"remove it here or in line {first.key.line}"
        return None

    def _stop(self, mark: Mark, says: str, do: str) -> NoReturn:
        self._refuse(mark, says, do)
        raise _Stopped

    def _refuse(self, mark: Mark, says: str, do: str) -> None:
        self.flaws.append(Flaw(mark, says, do))
        if len(self.flaws) == FLAWS:
            raise _Stopped


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)
