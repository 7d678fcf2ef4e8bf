"""Schema errors in plain words, with the mark of what they are about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from certsite import load
from certsite.load import Listing, Node, Scalar, mark_of
from certsite.problem import SHOWN_LENGTH, Problem, choose, near, quote
from certsite.validate.fields import fields_at, may_be_left_out, options_at

MOST = 100
"""Problems told of one file by one rule: more than anybody mends at once, and no flood from a hostile record."""
SHOWN_FIELDS = 4

Path: TypeAlias = tuple[str | int, ...]
Words: TypeAlias = tuple[str, str]

_KINDS = {
    "string_type": "text",
    "literal_error": "text",
    "list_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "int_type": "a number",
    "float_type": "a number",
    "bool_type": "true or false",
}
_MENDS = {
    "list_type": "write one item a line, each after a hyphen",
    "dict_type": "write one field a line, indented below it",
    "model_type": "write one field a line, indented below it",
    "int_type": "write digits only",
    "float_type": "write degrees with a point, as in -33.4489",
    "bool_type": "write true or false",
}


def problems_of(shown: str, data: Node, model: type[BaseModel], error: ValidationError | None) -> Iterator[Problem]:
    """Yield one problem for each value of a file that is empty or against its schema, no more than `MOST` of either.

    error: what the schema says, or None where it was not asked (`is_mostly_empty`).

    What is not known is left out of a file, never left empty; what is empty on purpose is written as ''.
    """
    empty = list(islice(_empty(data), MOST))
    errors = error.errors(include_url=False) if error else []
    mistakes = [_Mistake(details, data, model) for details in errors[:MOST]]
    for path in empty:
        name = path[-1] if isinstance(path[-1], str) else "the item"
        mark = mark_of(data, path, key=True)
        is_allowed = len(empty) < MOST and not any(path[: len(found.path)] == found.path for found in mistakes)
        do = f"write {name}: ''" if is_allowed else _or_remove("write one", model, path)
        yield Problem(shown, mark.line, mark.column, f"{name} has no value", do)
    misspelled = {(*mistake.path[:-1], mistake.meant) for mistake in mistakes if mistake.kind == "extra_forbidden"}
    for mistake in mistakes:
        if mistake.path not in empty and mistake.details["loc"] not in misspelled:
            says, do = _worded(mistake)
            mark = mark_of(data, mistake.path, key=mistake.is_of_key)
            yield Problem(shown, mark.line, mark.column, says, do)


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One error of the schema and the file it was found in."""

    details: ErrorDetails
    data: Node
    model: type[BaseModel]

    @property
    def kind(self) -> str:
        return self.details["type"]

    @property
    def value(self) -> Any:
        return self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        return self.details.get("ctx", {})

    @property
    def path(self) -> Path:
        """The part of the place that stands in the file; what is missing does not, nor do parts that pydantic adds."""
        return tuple(existing(self.data, self.details["loc"]))

    @property
    def is_of_key(self) -> bool:
        loc = self.details["loc"]
        return self.kind == "extra_forbidden" or (loc[-1] == "[key]" and len(self.path) < len(loc))

    @property
    def is_of_item(self) -> bool:
        return isinstance(self.path[-1], int)

    @property
    def fields(self) -> list[str]:
        """What is allowed beside an unknown field."""
        return list(fields_at(self.model, self.path[:-1]))

    @property
    def meant(self) -> str | None:
        """The field that is probably meant by an unknown one."""
        return near(str(self.path[-1]), self.fields)

    @property
    def name(self) -> str:
        if self.is_of_key:
            return "the key"
        field = next(part for part in reversed(self.path) if isinstance(part, str))
        return f"an item of {field}" if self.is_of_item else field


def existing(node: Node, loc: Path) -> Iterator[str | int]:
    """Yield the steps of a place of pydantic that stand in the file; those that it adds by itself end them."""
    for part in loc:
        if isinstance(node, load.Mapping) and isinstance(part, str) and part in node.entries:
            node = node.entries[part].value
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return
        yield part


def is_mostly_empty(data: Node) -> bool:
    """Say whether so many values are missing that these are told first: the schema would say as much of each again."""
    return len(list(islice(_empty(data), MOST))) == MOST


def _empty(data: Node) -> Iterator[Path]:
    """Yield the place of each field or item without a value."""
    return (path for path, scalar in _scalars(data, ()) if scalar.plain and not scalar.text)


def _scalars(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*path, index))
    else:
        for key, entry in node.entries.items():
            yield from _scalars(entry.value, (*path, key))


def _worded(mistake: _Mistake) -> Words:
    if mistake.kind == "house":
        return f"{mistake.name} {mistake.context['says']}", str(mistake.context["do"])
    if mistake.kind in _KINDS and (mistake.kind != "literal_error" or not isinstance(mistake.value, str)):
        kind, found = _KINDS[mistake.kind], _kind_of(mistake.value)
        return f"{mistake.name} must be {kind}, not {found}", _other_kind(mistake)
    if word := _WORDS.get(mistake.kind):
        return word(mistake)
    # The last resort: what pydantic says itself.
    says, do = f"{mistake.name} is {quote(str(mistake.value))}", mistake.details["msg"]
    return says, do[:1].lower() + do[1:]


def _kind_of(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return "a group of fields" if isinstance(value, dict) else "text"


def _other_kind(mistake: _Mistake) -> str:
    """Say how to write a value that is of another kind than its field."""
    value, name = mistake.value, mistake.name
    start = "write " if mistake.is_of_item else f"write {name}: "
    if mistake.kind in ("string_type", "literal_error"):
        if mistake.is_of_item and isinstance(value, dict):
            return "put the whole item in quotes, so that its colon is part of the text"
        return f"{start}{_only(value)}"
    if mistake.kind == "list_type" and isinstance(value, str) and len(value) <= SHOWN_LENGTH:
        return f"{start}[{value}]"
    if mistake.kind == "model_type" and mistake.is_of_item:
        return "write its fields after the hyphen, one a line"
    return _MENDS[mistake.kind]


def _only(value: Any) -> str:
    """Return the one short text of a list, which is probably meant."""
    match value:
        case [str(text)] if 0 < len(text) <= SHOWN_LENGTH:
            return text
    return "…"


def _unknown_field(mistake: _Mistake) -> Words:
    says, fields = f"unknown field {quote(str(mistake.path[-1]))}", mistake.fields
    if not mistake.meant:
        return says, f"allowed here: {', '.join(fields)}"
    listed = ", ".join(fields[:SHOWN_FIELDS]) + (", …" if len(fields) > SHOWN_FIELDS else "")
    return says, f"did you mean {quote(mistake.meant)}? Allowed here: {listed}"


def _missing(mistake: _Mistake) -> Words:
    name = mistake.details["loc"][-1]
    return f"the field {name} is missing", f"write {name}: …"


def _too_short(mistake: _Mistake) -> Words:
    return f"{mistake.name} is empty", _or_remove("write one", mistake.model, mistake.path)


def _or_remove(do: str, model: type[BaseModel], place: Path) -> str:
    return f"{do}, or remove the line" if may_be_left_out(model, place) else do


def _too_long(mistake: _Mistake) -> Words:
    unit = "items" if isinstance(mistake.value, list) else "characters"
    return (
        f"{mistake.name} has {mistake.context['actual_length']} {unit}",
        f"write at most {mistake.context['max_length']}",
    )


def _too_low(mistake: _Mistake) -> Words:
    return f"{mistake.name} is {mistake.value}", f"write at least {mistake.context['ge']:g}"


def _too_high(mistake: _Mistake) -> Words:
    return f"{mistake.name} is {mistake.value}", f"write at most {mistake.context['le']:g}"


def _no_option(mistake: _Mistake) -> Words:
    options = options_at(mistake.model, mistake.path)
    return f"unknown {mistake.name} {quote(mistake.value)}", choose(mistake.value, options)


_WORDS: Mapping[str, Callable[[_Mistake], Words]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "too_short": _too_short,
    "too_long": _too_long,
    "greater_than_equal": _too_low,
    "less_than_equal": _too_high,
    "literal_error": _no_option,
}
