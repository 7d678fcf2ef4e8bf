"""Choices that look random and are the same on every machine: each follows from a text alone, not from those before."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def number(key: str, below: int) -> int:
    """Return a number from 0 to `below` - 1 that follows from the key."""
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") % below


def pick(key: str, options: Sequence[T]) -> T:
    """Return one of the options."""
    return options[number(key, len(options))]


def happens(key: str, percent: int) -> bool:
    """Say whether something happens that does so in `percent` of all cases, 0 to 100."""
    return number(key, 100) < percent
