"""What rests on each publication."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, get_type_hints

import pytest

from certsite import load, model, validate
from certsite.model import Community, Content, LevelCount, Source, Term
from certsite.model.convert import content as convert
from certsite.rests import Resting, of_city, resting
from certsite.schema import Event
from tests.small import ROOT, award, city, known, round_

PAPER, BOOK = (Source(id_, "A title", "A publisher", "2020", "") for id_ in ("paper", "book"))
SOURCES = tuple[Source, ...]
NOTHING = Resting((), (), (), (), (), (), programme=frozenset(), glossary=False)


def on_paper(**facts: Any) -> Resting:
    """Return what rests on a publication in the small program with some facts changed."""
    return resting(replace(known(), sources=(*known().sources, PAPER), **facts))["paper"]


@pytest.mark.parametrize(
    "facts",
    [
        {"sources": (PAPER,)},
        {"history": (award(Event.CERTIFIED, 1, "2020", sources=(PAPER,)),)},
        {"open_questions": (replace(known().programme.purpose, sources=(PAPER,)),)},
    ],
)
def test_a_city_rests_on_whatever_one_of_its_facts_rests_on(facts: Mapping[str, Any]) -> None:
    place = city("a", **{"sources": (), **facts})
    assert on_paper(cities=(place, city("b"))) == replace(NOTHING, cities=(place,))


def test_the_publications_of_the_record_come_first_and_each_once() -> None:
    place = city("a", award(Event.CERTIFIED, 1, "2020", sources=(PAPER, BOOK)), sources=(BOOK,))
    assert of_city(place) == (BOOK, PAPER)


def test_a_round_rests_on_what_states_its_numbers_and_its_edition() -> None:
    told = replace(round_("told", "2024"), announced={"new": (3, (PAPER,))})
    dated = replace(round_("dated", "2024"), edition_sources=(PAPER,))
    rounds = (told, round_("other", "2024"), dated)
    assert on_paper(rounds=rounds).rounds == (told, dated)


def test_a_level_rests_on_whoever_counts_its_cities() -> None:
    level = known().levels[0]
    counts = (LevelCount(level.id, "2020", 3, {}, (PAPER,)),)
    assert on_paper(programme=replace(known().programme, level_counts=counts)).levels == (level,)


def test_practices_and_criteria_are_counted_for_each_edition() -> None:
    first, last = known().editions
    practice = last.practices[0]
    criterion = replace(practice.criteria[0], corroborated_by=(PAPER,))
    shown = replace(practice, sources=(PAPER,), criteria=(criterion, replace(criterion, id="twin")))
    changed = replace(last, practices=(shown,), sources=(PAPER,))
    assert on_paper(editions=(first, changed)) == replace(
        NOTHING, editions=(changed,), practices=((changed, 1),), criteria=((changed, 2),)
    )
    assert on_paper(editions=(first, changed)).count == 4


def test_the_parts_of_what_is_known_of_the_certification_and_its_words_are_told_apart() -> None:
    plain = known().programme
    told = (replace(plain.purpose, sources=(PAPER,)),)
    partners = (replace(plain.partners[0], sources=(PAPER,)),)
    for facts, part in (
        ({"contact_sources": (PAPER,)}, "contact"),
        ({"eligibility_before": told}, "eligibility_before"),
        ({"community": Community({}, told)}, "offers"),
        ({"partners": partners}, "partners"),
    ):
        assert on_paper(programme=replace(plain, **facts)) == replace(NOTHING, programme=frozenset((part,)))
    words = replace(plain, glossary=(Term("a", {}, {}),), glossary_sources=(PAPER,))
    assert on_paper(programme=words) == replace(NOTHING, glossary=True)


def test_a_publication_on_which_nothing_rests_is_there_too() -> None:
    assert on_paper() == NOTHING
    assert NOTHING.count == 0


# Nothing is forgotten


class Planter:
    """Gives every fact a publication of its own, so that it shows where one is not looked for.

    planted: each publication with the field it was planted in, as `Award.sources`.
    """

    def __init__(self) -> None:
        self.planted: dict[Source, str] = {}
        self._done: dict[int, tuple[Any, Any]] = {}  # by identity, so that a level that an award names stays that level

    def __call__(self, value: Any, field: str, *, of_sources: bool = False) -> Any:
        """Return a value with other publications. of_sources: it is a list of publications, even where it is empty."""
        if of_sources or (isinstance(value, tuple) and value and all(isinstance(item, Source) for item in value)):
            source = replace(PAPER, id=f"planted-{len(self.planted)}")
            self.planted[source] = field
            return (source,)
        if isinstance(value, tuple):
            return tuple(self(item, field) for item in value)
        if isinstance(value, Mapping):
            return {key: self(item, field) for key, item in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        if id(value) not in self._done:
            self._done[id(value)] = value, self._fields(value)
        return self._done[id(value)][1]

    def _fields(self, value: Any) -> Any:
        hints = get_type_hints(type(value))
        return replace(
            value,
            **{
                field.name: self(
                    getattr(value, field.name),
                    f"{type(value).__name__}.{field.name}",
                    of_sources=hints[field.name] == SOURCES,
                )
                for field in fields(value)
                if (type(value), field.name) != (Content, "sources")
            },
        )


def test_every_place_that_names_a_publication_is_looked_at() -> None:
    """Where the model gets a new field, its publications have to be found as well."""
    records, _ = validate.records(load.sources(ROOT / "content")[0], date.max)
    assert records
    plant = Planter()
    content = plant(convert(records, ()), "")
    found = resting(replace(content, sources=tuple(plant.planted)))
    assert {field for source, field in plant.planted.items() if not found[source.id].count} == set()
    declared = {
        f"{name}.{field}"
        for name in model.__all__
        if is_dataclass(kind := getattr(model, name)) and kind is not Content
        for field, hint in get_type_hints(kind).items()
        if hint == SOURCES
    }
    assert set(plant.planted.values()) == {*declared, "Round.announced"}
