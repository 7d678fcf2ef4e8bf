"""What people ask for, and whether what was found answers it: the judged queries of `queries.yaml`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from certsite.model import City
from certsite.relate import Directory, Standing, Status
from certsite.slugs import bare

QUERIES = Path(__file__).with_name("queries.yaml")
NOTHING_IS_RIGHT = frozenset({"nonsense", "absent", "elsewhere"})
ELSEWHERE = "elsewhere"
LEFT_TO_TEXTS = "text"
FIRST = 3
"""How far down a right answer may stand: what a reader sees without scrolling on a phone."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query. language: code of the page's; kind: its class; right: slugs and rules, as the file has them."""

    language: str
    text: str
    kind: str
    right: tuple[str | Mapping[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. slugs: the cities, the best first; near: whether they are near spellings only.

    named: whether the query names any of them, as `assets/js/search/coverage.js` tells.
    """

    slugs: Sequence[str]
    near: bool
    named: bool


def queries() -> tuple[Query, ...]:
    """Return the judged queries."""
    with QUERIES.open(encoding="utf-8") as file:
        written: Mapping[str, list[list[Any]]] = yaml.load(file, Loader=yaml.CSafeLoader)
    return tuple(
        Query(language, text, kind, tuple(right)) for kind, rows in written.items() for language, text, *right in rows
    )


def is_judged(query: Query, directory: Directory) -> bool:
    """Say whether an answer can be told right from wrong, as the head of `queries.yaml` tells."""
    if query.right and query.kind != LEFT_TO_TEXTS:
        return True
    asked = _words(query.text)
    is_one = str.__eq__ if query.kind == LEFT_TO_TEXTS else _is_spelled_like
    named = (_words(name) for s in directory.standings for name in _names(s.city, with_place=query.kind == ELSEWHERE))
    return not asked or not any(all(any(is_one(word, own) for own in name) for word in asked) for name in named)


def _names(city: City, *, with_place: bool) -> Iterator[str]:
    place = f" {city.region} {city.region_code}" if with_place else ""
    return (f"{name}{place}" for name in (city.name, *city.also_known_as))


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\w+", bare(text))


def _is_spelled_like(one: str, other: str) -> bool:
    """Say whether two words are the same but for one letter: left out, added or mistaken."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = _same(one, other)
    ends = one[start:][::-1], other[start:][::-1]
    return max(map(len, ends)) - _same(*ends) <= 1


def _same(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def succeeds(query: Query, answer: Answer, directory: Directory) -> bool:
    """Say whether an answer is a success, as the head of `queries.yaml` tells."""
    if query.kind == ELSEWHERE and not answer.named:
        return True
    if query.kind in NOTHING_IS_RIGHT:
        return not answer.slugs
    if query.kind == LEFT_TO_TEXTS:
        return answer.near or not answer.slugs
    right = right_answers(query, directory)
    return any(slug in right for slug in answer.slugs[:FIRST])


def right_answers(query: Query, directory: Directory) -> frozenset[str]:
    """Return the slugs of the cities that are a right answer in a directory."""
    return frozenset(s.city.slug for s in directory.standings if _is_right(query, s))


def _is_right(query: Query, standing: Standing) -> bool:
    name, asked = bare(standing.city.name), bare(query.text)
    if name == asked or (query.kind == "prefix" and name.startswith(asked)):
        return True
    return any(
        _meets(standing, answer) if isinstance(answer, Mapping) else standing.city.slug == answer
        for answer in query.right
    )


def _meets(standing: Standing, rule: Mapping[str, str | int]) -> bool:
    city = standing.city
    level = standing.level.id if standing.level and standing.status is Status.CERTIFIED else None
    facts = {"level": level, "country": city.country, "region": city.region, "status": standing.status}
    awards = [
        award
        for award in city.history
        if rule.get("year", award.year) == award.year and rule.get("awarded") in (None, award.level and award.level.id)
    ]
    return bool(awards) and all(facts[key] == value for key, value in rule.items() if key in facts)
