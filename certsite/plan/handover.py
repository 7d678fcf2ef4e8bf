"""What pages hand over to their scripts, as JSON in attributes."""

import json
from collections.abc import Iterable

from certsite.plan.frame import Desk


def as_json(value: object) -> str:
    """Return a value as JSON, without a space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def words(desk: Desk, keys: Iterable[str]) -> str:
    """Return wordings by their keys, each in all its forms, so that the script can say a number."""
    return as_json({key: desk.translator.forms(key) for key in keys})
