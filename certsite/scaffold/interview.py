"""The questions gone through: answered by options, and by a person where options leave something open."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from certsite import gazetteer
from certsite.gazetteer import Place
from certsite.problem import MANY, quote
from certsite.scaffold import deciding, publications
from certsite.scaffold.deciding import Answers, CannotRegister
from certsite.scaffold.questions import NONE, QUESTIONS, Question
from certsite.scaffold.workshop import Workshop
from certsite.schema.written import is_identifier
from certsite.slugs import bare, slug

Ask: TypeAlias = Callable[[str], str]
Tell: TypeAlias = Callable[[str], None]
Judge: TypeAlias = Callable[[Workshop, Question, str, Answers, list[str]], tuple[list[str], list[str]]]
"""What is wrong with an answer, and with all answers so far; given the workshop, the question, the answer, the earlier
answers, and what was wrong with those."""

BEGIN = "An empty answer takes what stands in brackets. Ctrl-C stops, and nothing is written."
NAMED = {"country": "Country", "lang": "Language", "event": "Event", "level": "Level"}
"""What can be called by a name, and is taken for an id."""
NO_GAZETTEER = "the gazetteer is not installed; make new installs it"


@dataclass(slots=True)
class Heard:
    """What the options say.

    wrong: a line for each mistake; missing: what they leave open though it is needed; understood: a line for each
    answer that was taken for something else than its very words.
    """

    answers: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    missing: list[Question] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)


def from_options(workshop: Workshop, given: Mapping[str, str]) -> Heard:
    """Return what the options say, with what stands for those that were not given.

    given: text by the name of the question. The check takes a while, so that all of it is judged at once, and each
    answer by itself only where there is something wrong.
    """
    heard = _heard(workshop, given, _glanced, [])
    with suppress(CannotRegister):
        if not heard.wrong and not deciding.wrong(workshop, heard.answers):
            return heard
    return _heard(workshop, given, _judged, deciding.wrong(workshop, {}))


def _heard(workshop: Workshop, given: Mapping[str, str], judge: Judge, before: list[str]) -> Heard:
    heard = Heard()
    for question in QUESTIONS:
        text = given.get(question.field)
        if not heard.answers.keys() >= set(question.rests_on):
            continue
        if text is None and not question.applies(workshop, heard.answers):
            continue
        said = _settled(workshop, question, text or "", heard.answers)
        if said is None:
            heard.missing.append(question)
            continue
        flaws, after = judge(workshop, question, said, heard.answers, before)
        heard.wrong.extend(f"{question.option}: {flaw}" for flaw in flaws)
        if not flaws:
            heard.answers[question.field], before = said, after
            heard.understood.extend(_understood(workshop, question, text or "", said))
    return heard


def from_person(workshop: Workshop, given: Mapping[str, str], ask: Ask, tell: Tell) -> dict[str, str]:
    """Return what the options say, and for the rest what a person answers; a wrong answer is asked for again."""
    tell(BEGIN)
    answers: dict[str, str] = {}
    before = deciding.wrong(workshop, {})
    for question in QUESTIONS:
        text = given.get(question.field)
        while text is not None or question.applies(workshop, answers):
            if text is None:
                text = _asked(workshop, question, answers, ask, tell)
            said = _settled(workshop, question, text, answers)
            flaws, after = (
                ([_needed(question)], before) if said is None else _judged(workshop, question, said, answers, before)
            )
            if said is not None and not flaws:
                answers[question.field], before = said, after
                for line in _understood(workshop, question, text, said):
                    tell(line)
                break
            tell("\n".join(flaws))
            text = None
    return answers


def _asked(workshop: Workshop, question: Question, answers: Answers, ask: Ask, tell: Tell) -> str:
    if question.field == "place":
        tell("The gazetteer has:\n" + "\n".join(places(deciding.candidates(workshop, answers))))
    return ask(prompt(workshop, question, answers))


def _needed(question: Question) -> str:
    return f"an answer is needed{f'; {NONE} means none' if question.can_be_left_out else ''}"


def prompt(workshop: Workshop, question: Question, answers: Answers) -> str:
    """Return a question as it is asked: with what can be said, and in brackets what an empty answer means."""
    choices, default = question.choices(workshop, answers), question.default(workshop, answers)
    listed = ", ".join(choices[:MANY]) + (", …" if len(choices) > MANY else "")
    left_out = f", {NONE} for none" if question.can_be_left_out and default != "" else ""
    proposed = "" if default is None else f" [{default or 'none'}]"
    return f"{question.text}{f' ({listed})' if listed else ''}{left_out}{proposed}: "


def open_ends(workshop: Workshop, heard: Heard) -> str:
    """Return one line on the options that are missing, and below it the places to choose from."""
    names = [question.option for question in heard.missing]
    listed = f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} is"
    says = f"{listed} missing; give what is missing as options, or answer questions in a terminal"
    if "--place" not in names:
        return says
    found = "\n".join(places(deciding.candidates(workshop, heard.answers)))
    return f"{says}\n--place is the number of one of these places, or {NONE} for none of them:\n{found}"


def places(found: tuple[Place, ...]) -> list[str]:
    """Return a line for each place: a short number, the one in GeoNames, where it lies, how many people it has."""
    return [
        f"  {index}: {place.name}, {place.lat}, {place.lon}, {place.population:,} people, GeoNames {place.id}"
        for index, place in enumerate(found, 1)
    ]


def _settled(workshop: Workshop, question: Question, text: str, answers: Answers) -> str | None:
    """Return the answer that is meant, the default where there is none; None where one is needed."""
    said = " ".join(text.split()) or question.default(workshop, answers)
    if said is None:
        return None
    if said in ("", NONE):
        return "" if question.can_be_left_out else None
    match question.field:
        case "source":
            return " ".join(map(workshop.source, said.split()))
        case "place":
            found = {str(index): place.id for index, place in enumerate(deciding.candidates(workshop, answers), 1)}
            return found.get(said, said)
    return workshop.meant(question.field, said)


def _understood(workshop: Workshop, question: Question, text: str, said: str) -> Iterator[str]:
    """Say how an answer was taken where it reads otherwise, and where it is the first one of its kind."""
    if not text or question.field not in NAMED:
        return
    shown = workshop.country_name(said) if question.field == "country" else said
    is_first = question.field == "country" and said not in workshop.countries
    if is_first or slug(shown) != slug(text):
        doubt = "; no other record is there, is it meant?" if is_first else ""
        yield f"{NAMED[question.field]}: {shown}{doubt}"


def _glanced(
    workshop: Workshop, question: Question, said: str, answers: Answers, before: list[str]
) -> tuple[list[str], list[str]]:
    """Return what is wrong with an answer as far as that is seen without the check."""
    flaw = _flaw(workshop, question, said, {**answers, question.field: said}) if said else ""
    return [flaw] if flaw else [], before


def _judged(
    workshop: Workshop, question: Question, said: str, answers: Answers, before: list[str]
) -> tuple[list[str], list[str]]:
    """Return what is wrong with an answer, and all that is wrong with it and the earlier ones.

    before: what was wrong without it, because answers were missing.
    """
    after = {**answers, question.field: said}
    if not said:
        return [], before
    if flaw := _flaw(workshop, question, said, after):
        return [flaw], before
    try:
        wrong = deciding.wrong(workshop, after)
    except CannotRegister:
        by_hand = "add it by hand and give its id"
        return [
            f"{workshop.shown(publications.PATH)} has a form to which nothing can be added safely; {by_hand}"
        ], before
    own = [line for line in wrong if line not in before]
    return [_of_place(workshop, line, after) if question.field == "place" else line for line in own], wrong


def _of_place(workshop: Workshop, line: str, answers: Answers) -> str:
    """Return what is wrong with a fact of the gazetteer, which nobody wrote and can write otherwise."""
    place, says = deciding.chosen(workshop, answers), line.partition("; ")[0]
    return f"the gazetteer has {_told(place)}: {says}; give another number, or {NONE} for none" if place else line


def _told(place: Place) -> str:
    return f"{place.name}, GeoNames {place.id}"


def _flaw(workshop: Workshop, question: Question, said: str, answers: Answers) -> str:
    """Say what is wrong with an answer that would never come to be part of a record."""
    match question.field:
        case "name" | "region":
            return _misnamed(workshop, question, said, answers)
        case "slug" if is_identifier(said) and workshop.is_taken(said):
            return f"{quote(said)} is taken by {workshop.shown(f'cities/{said}.md')}; write another one"
        case "place":
            return _misplaced(workshop, said, answers)
        case "source" if len([name for name in said.split() if "://" in name]) > 1:
            return "only one publication can be added at a time; give the ids of the others"
        case "source_title" | "source_publisher" | "source_date" if not deciding.new_address(answers):
            return "there is no new publication; give its address with --source"
    return ""


def _misnamed(workshop: Workshop, question: Question, said: str, answers: Answers) -> str:
    if not any(map(str.isalnum, said)):
        return f"{quote(said)} has no letter and no digit; write the name"
    own = _record_of(workshop, answers) if question.field == "region" else ""
    return f"there is a record of the city already, {own}; edit it" if own else ""


def _record_of(workshop: Workshop, answers: Answers) -> str:
    """Return the path of the record that the city has already, if it has."""
    own = [bare(answers.get(name, "")) for name in ("name", "region")]
    for city in workshop.records.cities:
        row = city.model
        if [bare(row.name), bare(row.region)] == own and row.country == answers.get("country"):
            return city.file.shown
    return ""


def _misplaced(workshop: Workshop, said: str, answers: Answers) -> str:
    place = deciding.chosen(workshop, answers)
    if not gazetteer.is_installed():
        return NO_GAZETTEER
    if place is None:
        return f"the gazetteer has no place {quote(said)}; give a number of GeoNames, or {NONE} for none"
    if place.country != answers.get("country"):
        return f"{_told(place)}, lies in {place.country}; check the number and the country"
    return ""
