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
from certsite.scaffold.desk import Desk
from certsite.scaffold.questions import NONE, QUESTIONS, Question
from certsite.schema.written import is_identifier
from certsite.slugs import bare, slug

Ask: TypeAlias = Callable[[str], str]
Tell: TypeAlias = Callable[[str], None]
Judge: TypeAlias = Callable[[Desk, Question, str, Answers, list[str]], tuple[list[str], list[str]]]
"""What is wrong with an answer, and with all answers so far; given the desk, the question, the answer, the earlier
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


def from_options(desk: Desk, given: Mapping[str, str]) -> Heard:
    """Return what the options say, with what stands for those that were not given.

    given: text by the name of the question. The check takes a while, so that all of it is judged at once, and each
    answer by itself only where there is something wrong.
    """
    heard = _heard(desk, given, _glanced, [])
    with suppress(CannotRegister):
        if not heard.wrong and not deciding.wrong(desk, heard.answers):
            return heard
    return _heard(desk, given, _judged, deciding.wrong(desk, {}))


def _heard(desk: Desk, given: Mapping[str, str], judge: Judge, before: list[str]) -> Heard:
    heard = Heard()
    for question in QUESTIONS:
        text = given.get(question.field)
        if not heard.answers.keys() >= set(question.rests_on):
            continue
        if text is None and not question.applies(desk, heard.answers):
            continue
        said = _settled(desk, question, text or "", heard.answers)
        if said is None:
            heard.missing.append(question)
            continue
        flaws, after = judge(desk, question, said, heard.answers, before)
        heard.wrong.extend(f"{question.option}: {flaw}" for flaw in flaws)
        if not flaws:
            heard.answers[question.field], before = said, after
            heard.understood.extend(_understood(desk, question, text or "", said))
    return heard


def from_person(desk: Desk, given: Mapping[str, str], ask: Ask, tell: Tell) -> dict[str, str]:
    """Return what the options say, and for the rest what a person answers; a wrong answer is asked for again."""
    tell(BEGIN)
    answers: dict[str, str] = {}
    before = deciding.wrong(desk, {})
    for question in QUESTIONS:
        text = given.get(question.field)
        while text is not None or question.applies(desk, answers):
            if text is None:
                text = _asked(desk, question, answers, ask, tell)
            said = _settled(desk, question, text, answers)
            flaws, after = (
                ([_needed(question)], before) if said is None else _judged(desk, question, said, answers, before)
            )
            if said is not None and not flaws:
                answers[question.field], before = said, after
                for line in _understood(desk, question, text, said):
                    tell(line)
                break
            tell("\n".join(flaws))
            text = None
    return answers


def _asked(desk: Desk, question: Question, answers: Answers, ask: Ask, tell: Tell) -> str:
    if question.field == "place":
        tell("The gazetteer has:\n" + "\n".join(places(deciding.candidates(desk, answers))))
    return ask(prompt(desk, question, answers))


def _needed(question: Question) -> str:
    return f"an answer is needed{f'; {NONE} means none' if question.can_be_left_out else ''}"


def prompt(desk: Desk, question: Question, answers: Answers) -> str:
    """Return a question as it is asked: with what can be said, and in brackets what an empty answer means."""
    choices, default = question.choices(desk, answers), question.default(desk, answers)
    listed = ", ".join(choices[:MANY]) + (", …" if len(choices) > MANY else "")
    left_out = f", {NONE} for none" if question.can_be_left_out and default != "" else ""
    proposed = "" if default is None else f" [{default or 'none'}]"
    return f"{question.text}{f' ({listed})' if listed else ''}{left_out}{proposed}: "


def open_ends(desk: Desk, heard: Heard) -> str:
    """Return one line on the options that are missing, and below it the places to choose from."""
    names = [question.option for question in heard.missing]
    listed = f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} is"
    says = f"{listed} missing; give what is missing as options, or answer questions in a terminal"
    if "--place" not in names:
        return says
    found = "\n".join(places(deciding.candidates(desk, heard.answers)))
    return f"{says}\n--place is the number of one of these places, or {NONE} for none of them:\n{found}"


def places(found: tuple[Place, ...]) -> list[str]:
    """Return a line for each place: a short number, the one in GeoNames, where it lies, how many people it has."""
    return [
        f"  {index}: {place.name}, {place.lat}, {place.lon}, {place.population:,} people, GeoNames {place.id}"
        for index, place in enumerate(found, 1)
    ]


def _settled(desk: Desk, question: Question, text: str, answers: Answers) -> str | None:
    """Return the answer that is meant, the default where there is none; None where one is needed."""
    said = " ".join(text.split()) or question.default(desk, answers)
    if said is None:
        return None
    if said in ("", NONE):
        return "" if question.can_be_left_out else None
    match question.field:
        case "source":
            return " ".join(map(desk.source, said.split()))
        case "place":
            found = {str(index): place.id for index, place in enumerate(deciding.candidates(desk, answers), 1)}
            return found.get(said, said)
    return desk.meant(question.field, said)


def _understood(desk: Desk, question: Question, text: str, said: str) -> Iterator[str]:
    """Say how an answer was taken where it reads otherwise, and where it is the first one of its kind."""
    if not text or question.field not in NAMED:
        return
    shown = desk.country_name(said) if question.field == "country" else said
    is_first = question.field == "country" and said not in desk.countries
    if is_first or slug(shown) != slug(text):
        doubt = "; no other record is there, is it meant?" if is_first else ""
        yield f"{NAMED[question.field]}: {shown}{doubt}"


def _glanced(
    desk: Desk, question: Question, said: str, answers: Answers, before: list[str]
) -> tuple[list[str], list[str]]:
    """Return what is wrong with an answer as far as that is seen without the check."""
    flaw = _flaw(desk, question, said, {**answers, question.field: said}) if said else ""
    return [flaw] if flaw else [], before


def _judged(
    desk: Desk, question: Question, said: str, answers: Answers, before: list[str]
) -> tuple[list[str], list[str]]:
    """Return what is wrong with an answer, and all that is wrong with it and the earlier ones.

    before: what was wrong without it, because answers were missing.
    """
    after = {**answers, question.field: said}
    if not said:
        return [], before
    if flaw := _flaw(desk, question, said, after):
        return [flaw], before
    try:
        wrong = deciding.wrong(desk, after)
    except CannotRegister:
        by_hand = "add it by hand and give its id"
        return [f"{desk.shown(publications.PATH)} has a form to which nothing can be added safely; {by_hand}"], before
    own = [line for line in wrong if line not in before]
    return [_of_place(desk, line, after) if question.field == "place" else line for line in own], wrong


def _of_place(desk: Desk, line: str, answers: Answers) -> str:
    """Return what is wrong with a fact of the gazetteer, which nobody wrote and can write otherwise."""
    place, says = deciding.chosen(desk, answers), line.partition("; ")[0]
    return f"the gazetteer has {_told(place)}: {says}; give another number, or {NONE} for none" if place else line


def _told(place: Place) -> str:
    return f"{place.name}, GeoNames {place.id}"


def _flaw(desk: Desk, question: Question, said: str, answers: Answers) -> str:
    """Say what is wrong with an answer that would never come to be part of a record."""
    match question.field:
        case "name" | "region":
            return _misnamed(desk, question, said, answers)
        case "slug" if is_identifier(said) and desk.is_taken(said):
            return f"{quote(said)} is taken by {desk.shown(f'cities/{said}.md')}; write another one"
        case "place":
            return _misplaced(desk, said, answers)
        case "source" if len([name for name in said.split() if "://" in name]) > 1:
            return "only one publication can be added at a time; give the ids of the others"
        case "source_title" | "source_publisher" | "source_date" if not deciding.new_address(answers):
            return "there is no new publication; give its address with --source"
    return ""


def _misnamed(desk: Desk, question: Question, said: str, answers: Answers) -> str:
    if not any(map(str.isalnum, said)):
        return f"{quote(said)} has no letter and no digit; write the name"
    own = _record_of(desk, answers) if question.field == "region" else ""
    return f"there is a record of the city already, {own}; edit it" if own else ""


def _record_of(desk: Desk, answers: Answers) -> str:
    """Return the path of the record that the city has already, if it has."""
    own = [bare(answers.get(name, "")) for name in ("name", "region")]
    for city in desk.records.cities:
        row = city.model
        if [bare(row.name), bare(row.region)] == own and row.country == answers.get("country"):
            return city.file.shown
    return ""


def _misplaced(desk: Desk, said: str, answers: Answers) -> str:
    place = deciding.chosen(desk, answers)
    if not gazetteer.is_installed():
        return NO_GAZETTEER
    if place is None:
        return f"the gazetteer has no place {quote(said)}; give a number of GeoNames, or {NONE} for none"
    if place.country != answers.get("country"):
        return f"{_told(place)}, lies in {place.country}; check the number and the country"
    return ""
