"""Schema errors in plain words, with the mark of what they are about."""

import types
from collections.abc import Iterator, Sequence
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from certsite.load import Listing, Mapping, Node, Scalar, mark_of
from certsite.problem import Problem, near, quote

SHOWN_FIELDS = 4

_KINDS = {
    "string_type": "text",
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


def problems_of(error: ValidationError, shown: str, data: Node, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield one problem for each schema error of a file."""
    for details in error.errors(include_url=False):
        yield _problem(details, shown, data, model)


def empty_values(shown: str, data: Node) -> Iterator[Problem]:
    """Yield a problem for each field or item without a value; what is not known is left out, never left empty."""
    for path, node in _scalars(data, ()):
        if node.plain and not node.text:
            what = f"{path[-1]} has no value" if path and isinstance(path[-1], str) else "the item is empty"
            mark = mark_of(data, path, key=bool(path) and isinstance(path[-1], str))
            yield Problem(shown, mark.line, mark.column, what, "write one, or remove the line")


def _scalars(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*path, index))
    else:
        for key, entry in node.entries.items():
            yield from _scalars(entry.value, (*path, key))


def _problem(details: ErrorDetails, shown: str, data: Node, model: type[BaseModel]) -> Problem:
    path = _existing(data, details["loc"])
    name = next((str(part) for part in reversed(details["loc"]) if isinstance(part, str)), "the file")
    kind, context = details["type"], details.get("ctx", {})
    mark = mark_of(data, path, key=kind == "extra_forbidden")
    if kind == "extra_forbidden":
        says, do = f"unknown field {quote(name)}", _allowed(name, _model_at(model, details["loc"][:-1]))
    elif kind == "missing":
        says, do = f"the field {name} is missing", f"write {name}: …"
    elif kind == "house":
        says, do = f"{name} {context['says']}", str(context["do"])
    elif kind in _KINDS:
        says, do = f"{name} must be {_KINDS[kind]}, not {_kind_of(details['input'])}", _mend(name, kind, details)
    else:
        says, do = _bounds(name, kind, context, details)
    return Problem(shown, mark.line, mark.column, says, do)


def _existing(data: Node, loc: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return the part of the location that stands in the file; pydantic adds parts of its own, as for keys."""
    path: tuple[str | int, ...] = ()
    node: Node = data
    for part in loc:
        if isinstance(node, Mapping) and str(part) in node.entries:
            node, path = node.entries[str(part)].value, (*path, str(part))
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node, path = node.items[part], (*path, part)
        else:
            break
    return path


def _allowed(name: str, model: type[BaseModel] | None) -> str:
    fields = [info.alias or field for field, info in model.model_fields.items()] if model else []
    if meant := near(name, fields):
        listed = ", ".join(fields[:SHOWN_FIELDS]) + (", …" if len(fields) > SHOWN_FIELDS else "")
        return f"did you mean {quote(meant)}? Allowed here: {listed}"
    return f"allowed here: {', '.join(fields)}"


def _model_at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel] | None:
    """Return the model that describes the place, by following the annotations of the fields."""
    current: Any = model
    for part in loc:
        inner = _model_in(current)
        if inner is None:
            return None
        if isinstance(part, str):
            by_key = {info.alias or name: info.annotation for name, info in inner.model_fields.items()}
            current = by_key.get(part, current)
    return _model_in(current)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, dict, Union, types.UnionType) or get_args(annotation):
        return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
    return None


def _kind_of(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return "a group of fields" if isinstance(value, dict) else "text"


def _mend(name: str, kind: str, details: ErrorDetails) -> str:
    value = details["input"]
    if kind == "string_type":
        only = value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else "…"
        return f"write {name}: {only}"
    if kind == "list_type" and isinstance(value, str):
        return f"write {name}: [{value}]"
    return _MENDS[kind]


def _bounds(name: str, kind: str, context: dict[str, Any], details: ErrorDetails) -> tuple[str, str]:
    """Word the errors of pydantic's own bounds; what it says itself is the last resort and still names the field."""
    value = details["input"]
    if kind in ("string_too_short", "too_short"):
        return f"{name} is empty", "write one, or remove the line"
    if kind == "string_too_long":
        return f"{name} has {len(value)} characters", f"write at most {context['max_length']}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        return f"{name} is {value}", f"write {bound}"
    if kind == "literal_error":
        return f"{name} is {quote(str(value))}", f"use one of {str(context['expected']).replace(chr(39), '')}"
    return f"{name} is {quote(str(value))}", details["msg"][:1].lower() + details["msg"][1:]
