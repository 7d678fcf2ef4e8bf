"""What is asked of an editor, in which order, and what stands for an answer that is not given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from shlex import quote

from certsite.scaffold import deciding
from certsite.scaffold.deciding import Answers
from certsite.scaffold.naming import PlaceName
from certsite.scaffold.workshop import Workshop
from certsite.schema import Event

NONE = "-"
"""What is said for nothing, where something is proposed."""


def _always(_workshop: Workshop, _answers: Answers) -> bool:
    return True


def _no_choices(_workshop: Workshop, _answers: Answers) -> Sequence[str]:
    return ()


def _needed(_workshop: Workshop, _answers: Answers) -> str | None:
    return None


def _nothing(_workshop: Workshop, _answers: Answers) -> str | None:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, which an option answers too.

    default: what stands for an answer that is not given; None where one is needed.
    choices: what can be said, or was said before; applies: whether it is asked at all.
    can_be_left_out: whether `NONE` is an answer; rests_on: the fields without which nothing can be said of an answer.
    """

    field: str
    text: str
    default: Callable[[Workshop, Answers], str | None] = _needed
    choices: Callable[[Workshop, Answers], Sequence[str]] = _no_choices
    applies: Callable[[Workshop, Answers], bool] = _always
    can_be_left_out: bool = False
    rests_on: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """The option that answers it."""
        return f"--{self.field.replace('_', '-')}"


def _has_level(_workshop: Workshop, answers: Answers) -> bool:
    return answers.get("event") in deciding.WITH_LEVEL


def _is_new(_workshop: Workshop, answers: Answers) -> bool:
    return bool(deciding.new_address(answers))


def _date_of_round(workshop: Workshop, answers: Answers) -> str:
    held = workshop.rounds.get(answers.get("round", ""))
    return held.date if held else ""


def _one_place(workshop: Workshop, answers: Answers) -> str | None:
    found = deciding.candidates(workshop, answers)
    return None if len(found) > 1 else "1" * len(found)


def _slug(workshop: Workshop, answers: Answers) -> str:
    return workshop.free_slug(PlaceName(*(answers.get(field, "") for field in PlaceName._fields)))


QUESTIONS = (
    Question("name", "Name of the city, as it writes it"),
    Question("country", "Country, by name or by its letters", choices=lambda workshop, _: workshop.countries),
    Question(
        "region",
        "State, province or department, by its name",
        choices=lambda workshop, answers: workshop.regions(answers.get("country", "")),
    ),
    Question(
        "region_code",
        "Usual short form of that",
        default=lambda workshop, answers: workshop.region_code(answers.get("country", ""), answers.get("region", "")),
        can_be_left_out=True,
        rests_on=("country", "region"),
    ),
    Question(
        "place",
        "Which of them it is",
        default=_one_place,
        choices=lambda workshop, answers: [
            str(number) for number, _ in enumerate(deciding.candidates(workshop, answers), 1)
        ],
        applies=lambda workshop, answers: bool(deciding.candidates(workshop, answers)),
        can_be_left_out=True,
        rests_on=("name", "country", "region", "region_code"),
    ),
    Question("slug", "Address of its page, which never changes", default=_slug),
    Question(
        "lang",
        "Language of what you will write about it",
        default=lambda workshop, _: workshop.languages[0],
        choices=lambda workshop, _: workshop.languages,
        applies=lambda workshop, _: len(workshop.languages) > 1,
    ),
    Question(
        "event",
        "What happened",
        default=lambda _workshop, _: Event.CERTIFIED.value,
        choices=lambda _workshop, _: [event.value for event in Event],
    ),
    Question(
        "level",
        "Level that was announced",
        choices=lambda workshop, _: workshop.levels,
        applies=_has_level,
        rests_on=("event",),
    ),
    Question(
        "round",
        "Round in which it was announced",
        default=_nothing,
        choices=lambda workshop, _: list(reversed(workshop.rounds)),
        applies=lambda workshop, _: bool(workshop.rounds),
        can_be_left_out=True,
    ),
    Question(
        "date",
        "Date of the announcement, as exactly as the source gives it: 2024, 2024-06 or 2024-06-17",
        default=_date_of_round,
        can_be_left_out=True,
    ),
    Question(
        "source", "Where it was read: an id of sources.yaml, or the address of a publication not listed there yet"
    ),
    Question("source_title", "Title of the publication, as published", applies=_is_new, rests_on=("source",)),
    Question("source_publisher", "Who published it", applies=_is_new, rests_on=("source",)),
    Question(
        "source_date",
        "Date of the publication, likewise",
        default=_nothing,
        applies=_is_new,
        can_be_left_out=True,
        rests_on=("source",),
    ),
)


def as_options(answers: Answers) -> str:
    """Return the options that give these answers, as a shell takes them."""
    given = ((question.option, answers.get(question.field)) for question in QUESTIONS)
    return " ".join(f"{option}={quote(said or NONE)}" for option, said in given if said is not None)
