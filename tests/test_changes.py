"""What changed between the editions: only what sources tell, and our reading of it, which says that it is ours."""

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from certsite.model import Criterion, Edition, Milestone, Practice
from certsite.plan.changes import Change, ChangesPage
from tests.small import SOURCE, city, directory, known, made, page, planned

OLD, NEW = known().editions
CRITERION = NEW.practices[0].criteria[0]


def changes(before: Edition = OLD, after: Edition = NEW) -> ChangesPage:
    found = page(directory(city("a"), editions=(before, after)), "en/criteria/changes/index.html")
    assert isinstance(found, ChangesPage)
    return found


def change(before: Edition = OLD, after: Edition = NEW) -> Change:
    (found,) = changes(before, after).changes
    return found


def practice(id_: str, name: str, *criteria: Criterion, before: tuple[str, ...] = ()) -> Practice:
    return Practice(id_, {"fr": name, "en": name}, {}, (SOURCE,), before=before, criteria=criteria)


def asked(id_: str, related: tuple[tuple[str, str], ...] = ()) -> Criterion:
    name = id_.upper()
    return replace(CRITERION, id=id_, title={"fr": name, "en": name}, related=related)


def told(before: tuple[Practice, ...], after: tuple[Practice, ...]) -> list[tuple[str, str]]:
    """Return what is said of each practice of the newer of two editions."""
    found = change(replace(OLD, practices=before), replace(NEW, practices=after))
    return [(row.practice.label, row.text) for row in found.practices]


def test_the_editions_stand_side_by_side_with_the_bounds_that_are_known_and_their_sources() -> None:
    found = changes().editions
    assert found.head == ("Reference", "In force", "Criteria", "Practices", "Bounds of the levels", "Source")
    assert [(row.cells, row.path) for row in found.rows] == [
        (("Reference A (2014)", "2014 to 2019", "2", "1", "River from 50%; Estuary from 100%"), ""),
        (
            (
                *("Reference B (2020)", "since 2020", "4", "2"),
                "Brook from 25%; Tributary from 50%; River from 75%; Estuary from 100%",
            ),
            "en/criteria/b/",
        ),
    ]
    assert [[source.id for source in row.sources] for row in found.rows] == [["rules-b"], ["rules-b"]]


def test_an_edition_of_which_no_bound_is_known_says_so() -> None:
    levels = tuple(replace(level, thresholds=()) for level in known().levels)
    found = page(directory(city("a"), levels=levels), "en/criteria/changes/index.html")
    assert [row.cells[-1] for row in found.editions.rows] == ["not known", "not known"]


def test_the_newest_change_comes_first() -> None:
    newest = replace(NEW, id="c", name={"fr": "C", "en": "C"})
    found = page(directory(city("a"), editions=(OLD, NEW, newest)), "en/criteria/changes/index.html")
    assert [(row.id, row.title) for row in found.changes] == [
        ("to-c", "Reference B (2020) to C"),
        ("to-b", "Reference A (2014) to Reference B (2020)"),
    ]


def test_a_change_says_how_many_criteria_and_practices_there_were_and_are() -> None:
    assert change().counts == ("Criteria: 2, then 4.", "Practices: 1, then 2.")
    assert change(replace(OLD, practices_total=2)).counts == ("Criteria: 2, then 4.", "Practices: 2, as before.")


def test_a_practice_of_the_same_id_goes_on_whatever_its_name() -> None:
    before = (practice("a", "Water"), practice("b", "Banks"))
    assert told(before, (practice("a", "Water"), practice("b", "Open banks"))) == [
        ("Water", "Keeps its name."),
        ("Open banks", "Its name before: Banks."),
    ]


def test_a_practice_that_goes_on_from_others_says_whether_a_source_tells_it() -> None:
    (ours,) = change(after=replace(NEW, practices=(practice("a", "Water", before=("baignade",)),))).practices
    assert (ours.text, ours.sources) == ("In our reading, after: Bathing.", ())
    sourced, unrelated = change().practices
    assert (sourced.text, [source.id for source in sourced.sources]) == ("After: Bathing.", ["gazette"])
    assert (unrelated.practice.path, unrelated.text) == ("en/practices/crues/", "New.")


def test_practices_that_do_not_go_on_are_named() -> None:
    before = tuple(practice(id_, id_.upper()) for id_ in ("a", "b", "c", "d"))
    after = (practice("a", "A"), practice("e", "E", before=("b",)))
    assert change(replace(OLD, practices=before), replace(NEW, practices=after)).ended == "Ended: C and D."
    assert change().ended == ""


def test_nothing_is_said_of_practices_of_which_the_earlier_ones_are_not_known() -> None:
    found = change(replace(OLD, practices=()))
    assert (found.unknown, found.practices, found.ended) == ("Practices not known: Reference A (2014).", (), "")


def test_earlier_criteria_stand_with_those_that_ask_for_much_the_same_and_the_others_apart() -> None:
    before = replace(OLD, title=OLD.name, practices=(practice("x", "X", asked("x1", (("b", "be1"),)), asked("x2")),))
    found = change(before)
    (pair,) = found.pairs
    assert (pair.before.label, pair.before.path) == ("X1", "en/criteria/a/#x1")
    assert [(link.label, link.path) for link in pair.after] == [("A continuous path", "en/criteria/b/#be1")]
    assert [link.label for link in found.alone] == ["X2"]
    assert found.known == "2 of 2 criteria known (Reference A (2014))."
    assert (change().known, change().pairs, change().alone) == ("None of 2 criteria found.", (), ())


def test_a_practice_of_a_past_edition_leads_to_its_place_there_or_nowhere() -> None:
    middle = replace(OLD, id="m", practices=(practice("x", "X"),))
    for edition, path in ((middle, ""), (replace(middle, title=OLD.name), "en/criteria/m/#practice-x")):
        found = page(directory(city("a"), editions=(OLD, edition, NEW)), "en/criteria/changes/index.html")
        assert [row.practice.path for row in found.changes[1].practices] == [path]


def test_the_histories_of_all_editions_are_one() -> None:
    steps = tuple(Milestone(date, {}, {"fr": date, "en": date}, (SOURCE,)) for date in ("2021-03", "2013"))
    found = changes(replace(OLD, history=steps))
    assert [row.machine_date for row in found.history] == ["2013", "2019", "2021-03"]
    assert found.has_foreign
    assert not changes(replace(OLD, history=steps), replace(NEW, history=())).has_foreign


def test_the_criteria_and_every_edition_lead_to_what_changed() -> None:
    for route in ("criteria", "criteria/b"):
        tree = LexborHTMLParser(made()[f"en/{route}/index.html"])
        links = [node.text() for node in tree.css("main a[href$='changes/']")]
        assert links == ["From edition to edition"]


def test_one_edition_has_nothing_to_be_set_beside() -> None:
    levels = tuple(
        replace(level, thresholds=tuple(row for row in level.thresholds if row.edition == NEW.id))
        for level in known().levels
    )
    found, _ = planned(directory(city("a"), editions=(NEW,), levels=levels))
    assert "en/criteria/changes/index.html" not in found
    lead = found["en/criteria/b/index.html"].context
    assert lead.changes is None  # type: ignore[attr-defined]
