"""The page of a practice: what it asks for, and which cities show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from certsite.model import Edition, Practice, Program
from certsite.plan.criteria import Title, label, other_titles, practice_name
from certsite.plan.frame import Desk
from certsite.plan.listings import practice_list
from certsite.plan.parts import groups
from certsite.plan.programs import ProgramView, program_view
from certsite.plan.sieve import Choice, Option, Sieve, sieve
from certsite.plan.standard import criteria_link, reading_link
from certsite.plan.views import Badge, Frame, Link, Sourced, SourceView
from certsite.relate import Standing
from certsite.routes import city, criterion, practice
from certsite.slugs import bare

UNTOLD = "untold"
"""What stands for the language of a program of which no source says in which languages residents can use it."""
Showing: TypeAlias = Sequence[tuple[Standing, tuple[Program, ...]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion of the practice, with the place where it is told in full."""

    link: Link
    summary: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where to start, by our suggestion, and with which criteria."""

    text: str
    criteria: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A city with the programs that show the practice; id: its anchor."""

    id: str
    name: str
    path: str
    place: str
    badge: Badge
    programs: tuple[ProgramView, ...]


@dataclass(frozen=True, slots=True)
class ExampleCountry:
    """The examples of one country. id: its anchor; code: in lower case; count: of its programs."""

    id: str
    code: str
    title: str
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """What the page of a practice shows.

    belongs: of which edition it is; residents: why it matters to them, or empty; counted: how many programs of how many
    cities were found; countries: these cities, most programs first; sieve: what narrows them, if there is a choice;
    offered: the languages that residents can use programs in, each with the ways to these, as far as sources say;
    untold: what stands for an unknown one;
    parts: the ways to the cities where they are too many for the page, which then shows none; reading: the way to all
    criteria, if there is one; siblings: every practice of the edition.
    """

    frame: Frame
    name: Title
    belongs: str
    description: str
    other_names: tuple[Sourced, ...]
    sources: tuple[SourceView, ...]
    criteria: tuple[Asked, ...]
    reading: Link | None
    residents: str
    start: Beginning | None
    countries: tuple[ExampleCountry, ...]
    sieve: Sieve | None
    offered: tuple[tuple[str, tuple[Link, ...]], ...]
    untold: str
    parts: tuple[Link, ...]
    counted: str
    siblings: tuple[Link, ...]

    @property
    def has_foreign(self) -> bool:
        """Whether a program is told in another language."""
        programs = (program for _, program in _programs(self.countries))
        return any(text.lang for program in programs for text in (program.title, program.summary))


def practice_page(desk: Desk, edition: Edition, row: Practice) -> PracticePage:
    """Return the page of a practice of the edition in force."""
    t, voice = desk.translator.t, desk.voice
    belongs = t("practice.of", count=edition.practices_total, edition=voice.text(edition.name))
    showing, cities = desk.directory.showing(row), practice_list(desk, row)
    countries = () if cities.is_long else _countries(desk, showing)
    return PracticePage(
        frame=_frame(desk, edition, row, belongs),
        name=practice_name(desk, row),
        belongs=belongs,
        description=voice.text(row.description),
        other_names=other_titles(desk, row.other_names),
        sources=voice.sources(row.sources),
        criteria=tuple(
            Asked(Link(label(desk, each), desk.path(criterion(edition.id, each.id))), voice.text(each.summary))
            for each in row.criteria
        ),
        reading=reading_link(desk, edition),
        residents=voice.text(row.residents),
        start=_start(desk, edition, row),
        countries=countries,
        sieve=_sieve(desk, countries),
        offered=tuple(_offered(desk, row, countries)),
        untold=UNTOLD,
        parts=tuple(link for group in groups(desk, cities) for link in group.parts) if cities.is_long else (),
        counted=_counted(desk, showing),
        siblings=tuple(
            Link(voice.text(other.name), desk.path(practice(other.id)), other == row) for other in edition.practices
        ),
    )


def _counted(desk: Desk, showing: Showing) -> str:
    t, found = desk.translator.t, sum(len(programs) for _, programs in showing)
    if not found:
        return t("practice.no-programs")
    return t("practice.programs", count=found, cities=t("list.count", count=len(showing)))


def _frame(desk: Desk, edition: Edition, row: Practice, belongs: str) -> Frame:
    name, text = desk.voice.text(row.name), desk.voice.text(row.description) or belongs
    description = desk.translator.t("list.description", title=name, text=text)
    trail = (criteria_link(desk),) if desk.directory.content.has_criteria else ()
    return desk.frame(practice(row.id), name, description, trail, edits=f"criteria/{edition.id}/{row.id}.yaml")


def _start(desk: Desk, edition: Edition, row: Practice) -> Beginning | None:
    if row.start is None:
        return None
    known = {each.id: each for each in row.criteria}
    first = (known[id_] for id_ in row.start.criteria if id_ in known)  # an unknown one is told of by validate
    links = (Link(label(desk, each), desk.path(criterion(edition.id, each.id))) for each in first)
    return Beginning(desk.voice.text(row.start.text), tuple(links))


def _countries(desk: Desk, showing: Showing) -> tuple[ExampleCountry, ...]:
    found: dict[str, list[tuple[Standing, tuple[Program, ...]]]] = {}
    for standing, programs in showing:
        found.setdefault(standing.city.country, []).append((standing, programs))
    countries = (
        ExampleCountry(
            id=f"country-{code.lower()}",
            code=code.lower(),
            title=desk.translator.country(code),
            count=sum(len(programs) for _, programs in rows),
            examples=tuple(_example(desk, *row) for row in rows),
        )
        for code, rows in found.items()
    )
    return tuple(sorted(countries, key=lambda country: (-country.count, bare(country.title))))


def _example(desk: Desk, standing: Standing, programs: Sequence[Program]) -> Example:
    return Example(
        id=f"city-{standing.city.slug}",
        name=standing.city.name,
        path=desk.path(city(standing.city.slug)),
        place=desk.voice.place(standing.city),
        badge=desk.voice.badge(standing),
        programs=tuple(program_view(desk, program) for program in programs),
    )


def _programs(countries: Iterable[ExampleCountry]) -> Iterator[tuple[Example, ProgramView]]:
    for country in countries:
        for example in country.examples:
            yield from ((example, program) for program in example.programs)


def _languages(countries: Iterable[ExampleCountry]) -> list[str]:
    """Return the codes of the languages in which residents can use the programs, as far as sources say."""
    return sorted({code for _, program in _programs(countries) for code in program.languages})


def _offered(desk: Desk, row: Practice, countries: Sequence[ExampleCountry]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield each language with the programs that residents can use in it."""
    here = desk.path(practice(row.id))
    for code in _languages(countries):
        links = (
            Link(program.title.text, f"{here}#{example.id}", note=example.name)
            for example, program in _programs(countries)
            if code in program.languages
        )
        yield desk.translator.language_name(code), tuple(links)


def _sieve(desk: Desk, countries: Sequence[ExampleCountry]) -> Sieve | None:
    """Return the form that narrows the programs by country, and by language where one is known."""
    t, languages = desk.translator, _languages(countries)
    spoken = [Option(code, t.language_name(code)) for code in languages]
    if spoken:
        spoken.append(Option(UNTOLD, t.t("practice.language.untold")))
    choices = (
        Choice(
            "country",
            t.t("practice.country"),
            t.t("practice.country.every"),
            tuple(Option(country.code, country.title) for country in countries),
        ),
        Choice("language", t.t("practice.language"), t.t("practice.language.every"), tuple(spoken)),
    )
    return sieve(desk, t.t("practice.narrow"), choices, {"shown": "practice.shown", "none": "practice.shown.none"})
