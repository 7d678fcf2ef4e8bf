"""A list of one page that its reader can narrow, by words and by choices, where scripts run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certsite.plan.frame import Desk
from certsite.plan.handover import as_json


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list.

    id: its name in the address, and in the data attribute of what is narrowed; every: what stands for no choice.
    """

    id: str
    label: str
    every: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Sieve:
    """The form above a list. title: its name; field: label of the field for words, or empty.

    words: JSON, what the script says, `shown` and `none`, each in its plural forms.
    """

    title: str
    field: str
    choices: tuple[Choice, ...]
    words: str


def sieve(desk: Desk, title: str, choices: Iterable[Choice], said: Mapping[str, str], field: str = "") -> Sieve | None:
    """Return the form above a list, or None where there is nothing to choose.

    title, field: worded; said: the keys of what the script says, of how many are `shown` and of `none`.
    """
    words = {name: desk.translator.forms(key) for name, key in said.items()}
    useful = tuple(choice for choice in choices if len(choice.options) > 1)
    if not useful and not field:
        return None
    return Sieve(title, field, useful, as_json(words))
