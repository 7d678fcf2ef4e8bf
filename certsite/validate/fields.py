"""What may stand at a place of a file, found by following the annotations of its schema."""

import types
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

Place: TypeAlias = Sequence[str | int]
"""Where something stands in a file: keys, and positions in lists from 0."""


def fields_at(model: type[BaseModel], place: Place) -> dict[str, FieldInfo]:
    """Return the fields that may stand at a place, by the names that editors write; none where it has no fields."""
    found = next((inner for inner in _at(model, place) if _is_model(inner)), None)
    return {info.alias or name: info for name, info in found.model_fields.items()} if found else {}


def options_at(model: type[BaseModel], place: Place) -> list[str]:
    """Return the words of which one must stand at a place; none where any may."""
    return [str(word) for inner in _at(model, place) if get_origin(inner) is Literal for word in get_args(inner)]


def may_be_left_out(model: type[BaseModel], place: Place) -> bool:
    """Say whether the line at a place can be removed: an item of a list, or a field that is not required."""
    *above, last = place
    field = fields_at(model, above).get(str(last))
    return isinstance(last, int) or (field is not None and not field.is_required())


def _at(model: type[BaseModel], place: Place) -> list[Any]:
    """Return the annotations that describe a place."""
    found: list[Any] = [model]
    for part in place:
        found = [plain for annotation in found for below in _below(annotation, part) for plain in _plain(below)]
    return [plain for annotation in found for plain in _plain(annotation)]


def _below(annotation: Any, part: str | int) -> Iterator[Any]:
    if _is_model(annotation):
        fields = {info.alias or name: info.annotation for name, info in annotation.model_fields.items()}
        if part in fields:
            yield fields[str(part)]
    elif get_origin(annotation) in (list, dict):
        yield get_args(annotation)[-1]


def _plain(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation stands for, without constraints and alternatives of None."""
    if get_origin(annotation) is Annotated:
        yield from _plain(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for inner in get_args(annotation):
            yield from _plain(inner)
    elif _is_model(annotation) and issubclass(annotation, RootModel):
        yield from _plain(annotation.model_fields["root"].annotation)
    else:
        yield annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
