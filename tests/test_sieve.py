"""What narrows a list: offered where there is a choice, and marked on what it narrows."""

import json
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from certsite.plan.sieve import Sieve
from tests.small import city, directory, known, made, page


def form(**changes: object) -> Sieve | None:
    first, newest = known().editions
    found = page(directory(city("a"), editions=(first, replace(newest, **changes))), "en/criteria/b/index.html").sieve  # type: ignore[arg-type]
    assert found is None or isinstance(found, Sieve)
    return found


def test_criteria_are_narrowed_by_words_and_by_the_practices_that_have_any() -> None:
    found = form()
    assert found
    assert (found.title, found.field) == ("Narrow the list of criteria", "Words in the criterion")
    (choice,) = found.choices
    assert (choice.id, choice.label, choice.every) == ("practice", "Practice", "All practices")
    assert [(option.id, option.label) for option in choice.options] == [
        ("berges", "Open banks"),
        ("crues", "Living with floods"),
    ]
    assert json.loads(found.words) == {
        "shown": {"other": "{count} of {total} criteria"},
        "none": {"other": "No criterion fits."},
    }


def test_there_is_no_choice_of_one_practice() -> None:
    found = form(practices=known().editions[1].practices[:1])
    assert found
    assert found.choices == ()


def test_one_criterion_is_not_narrowed() -> None:
    first = known().editions[1].practices[0]
    assert form(practices=(replace(first, criteria=first.criteria[:1]),)) is None


def test_each_criterion_is_marked_with_the_words_it_is_found_by_and_its_practice() -> None:
    tree = LexborHTMLParser(made()["en/criteria/b/index.html"])
    found = {
        str(node.attributes["id"]): [" ".join(part.text().split()) for part in node.css("[data-words]")]
        for node in tree.css("[data-practice=crues] [data-sieve]")
    }
    assert found == {
        "cr1": ["A flood map", "Anyone can read the flood map."],
        "cr2": ["CR2 Room for water", "The city gives land back to the river."],
    }
