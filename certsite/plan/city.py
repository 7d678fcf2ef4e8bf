"""The page of a city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from certsite.model import Award, City, Practice, Program
from certsite.plan.frame import Desk
from certsite.plan.programs import ProgramView, program_view
from certsite.plan.views import Badge, Card, Fact, Frame, Link, Outline, Shown, Sourced, SourceView, Tile
from certsite.relate import Standing, Status
from certsite.rests import of_city
from certsite.routes import COMPARE, city, comparison, country, level, practice, region

# Cities side by side that still can be read; `assets/js/compare/address.js` says the same.
MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """The programs of a city that show one practice; path: the page of the practice."""

    name: str
    path: str
    description: str
    programs: tuple[ProgramView, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the timeline.

    date: in words; machine_date: for the time element, empty where no date is known; links: all awards of its round,
    and the edition that `details` names.
    """

    date: str
    machine_date: str
    sentence: str
    details: tuple[str, ...]
    notes: tuple[Shown, ...]
    sources: tuple[SourceView, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CityPage:
    """What the page of a city shows.

    answer: is it certified, since when, is it still; meaning: what that says for residents; story: safe HTML, empty
    where the page begins with facts; story_lang: its tag where it is not in the language of the page; edition: the
    sentence of the answer that a comparison takes; since: the date of the first certification that it takes, in words,
    or empty; comparisons: with cities like this one, and with any.
    """

    frame: Frame
    name: str
    place: str
    badge: Badge
    badge_path: str
    tile: Tile | None
    outlines: tuple[Outline, ...]
    answer: tuple[str, ...]
    edition: str
    since: str
    meaning: tuple[str, ...]
    opening: str
    story: Markup
    story_lang: str
    programs: tuple[PracticeGroup, ...]
    timeline: tuple[Row, ...]
    facts: tuple[Fact, ...]
    questions: tuple[Sourced, ...]
    notes: tuple[Shown, ...]
    neighbors: tuple[Card, ...]
    comparisons: tuple[Link, ...]
    sources: tuple[SourceView, ...]
    has_foreign: bool


def city_page(desk: Desk, standing: Standing) -> CityPage:
    """Return the page of a city."""
    place, voice = standing.city, desk.voice
    story, story_lang = _story(desk, place)
    neighbors = desk.cards(desk.directory.neighbors[place.slug])
    own = desk.card(standing)
    return CityPage(
        frame=_frame(desk, standing),
        name=place.name,
        place=own.place,
        badge=own.badge,
        badge_path=desk.path(level(standing.level.id))
        if standing.level and standing.status is Status.CERTIFIED
        else "",
        tile=own.tile,
        outlines=desk.sprite((own,), neighbors),
        answer=_answer(desk, standing),
        edition=voice.edition(standing.newest),
        since=voice.first_date(standing),
        meaning=_meaning(desk, standing),
        opening="" if story else _opening(desk, standing),
        story=story,
        story_lang=story_lang,
        programs=tuple(_programs(desk, place.programs)),
        timeline=tuple(_row(desk, award, place.history) for award in place.history),
        facts=tuple(_facts(desk, place)),
        questions=tuple(voice.sourced(question) for question in place.open_questions),
        notes=tuple(voice.shown(note) for note in place.notes),
        neighbors=neighbors,
        comparisons=tuple(_comparisons(desk, place)),
        sources=desk.source_list(of_city(place)),
        has_foreign=_has_foreign(desk, place, story_lang),
    )


def _frame(desk: Desk, standing: Standing) -> Frame:
    """Return the frame; the title names the region, because more than one Rochester is certified."""
    place, voice = standing.city, desk.voice
    description = f"{voice.standing(standing)} {voice.since(standing)}".strip()
    where = voice.place(place) if (place.name, place.region) in desk.directory.namesakes else place.region
    head = f"{place.name}, {where}"
    return desk.frame(city(place.slug), head, description, _trail(desk, place), edits=place.path)


def _trail(desk: Desk, place: City) -> tuple[Link, ...]:
    name = desk.translator.country(place.country)
    return (
        Link(name, desk.path(country(place.country))),
        Link(place.region, desk.path(region(place.country, place.region))),
        Link(place.name, desk.path(city(place.slug)), current=True),
    )


def _answer(desk: Desk, standing: Standing) -> tuple[str, ...]:
    voice = desk.voice
    said = (voice.standing(standing), voice.edition(standing.newest), voice.since(standing), voice.still(standing))
    return tuple(sentence for sentence in said if sentence)


def _meaning(desk: Desk, standing: Standing) -> tuple[str, ...]:
    t = desk.translator.t
    if standing.status is Status.CERTIFIED and standing.level:
        return desk.voice.text(standing.level.meaning), t("meaning.certified")
    if standing.status is Status.UNKNOWN_LEVEL:
        return (t("meaning.certified"),)
    return (t(f"meaning.{standing.status}"),)


def _opening(desk: Desk, standing: Standing) -> str:
    """Return the first paragraph built from facts: how many people live there, and what sources describe."""
    place, t = standing.city, desk.translator
    said = []
    if place.population:
        said.append(t.t("opening.population", city=place.name, count=place.population.value))
    if place.programs:
        names = dict.fromkeys(desk.voice.text(program.practice.name) for program in place.programs)
        said.append(t.t("opening.programs", count=len(place.programs), practices=", ".join(names)))
    return " ".join(said)


def _story(desk: Desk, place: City) -> tuple[Markup, str]:
    code = desk.translator.language.code
    found = place.stories.get(code) or place.stories.get(place.language)
    if found is None:
        return Markup(""), ""
    text = desk.html(found, top_heading=3, route=city(place.slug))
    return text, desk.voice.tag(code if code in place.stories else place.language)


def _programs(desk: Desk, programs: Sequence[Program]) -> Iterator[PracticeGroup]:
    """Yield the programs by practice, in the order of the standard."""
    order = [practice.id for practice in desk.directory.content.editions[-1].practices]
    grouped: dict[str, list[Program]] = {}
    for program in programs:
        grouped.setdefault(program.practice.id, []).append(program)
    for id_ in sorted(grouped, key=order.index):
        shown: Practice = grouped[id_][0].practice
        views = tuple(program_view(desk, program) for program in grouped[id_])
        name, description = desk.voice.text(shown.name), desk.voice.text(shown.description)
        yield PracticeGroup(name, desk.path(practice(id_)), description, views)


def _row(desk: Desk, award: Award, history: Sequence[Award]) -> Row:
    voice = desk.voice
    return Row(
        date=desk.translator.date(award.date) if award.date else desk.translator.t("year.unknown"),
        machine_date=award.date,
        sentence=voice.event(award, history),
        details=voice.details(award),
        notes=tuple(voice.shown(note) for note in (award.date_note, award.note) if note),
        sources=voice.sources(award.sources),
        links=tuple(_links(desk, award)),
    )


def _links(desk: Desk, award: Award) -> Iterator[Link]:
    if award.round:
        yield desk.announcement(award.round)
        path = desk.edition_path(award.round.edition)
        if path and desk.voice.edition(award):
            yield Link(desk.voice.text(award.round.edition.name), path)


def _facts(desk: Desk, place: City) -> Iterator[Fact]:
    t = desk.translator
    if place.also_known_as:
        yield Fact(t.t("fact.also-known-as"), ", ".join(place.also_known_as))
    yield Fact(t.t("fact.country"), t.country(place.country))
    yield Fact(t.t("fact.region"), place.region)
    if place.population:
        note = desk.voice.shown(place.population.note) if place.population.note else None
        year = place.population.year
        sources = desk.voice.sources(place.population.sources)
        value = t.number(place.population.value) + (f" ({year})" if year else "")
        yield Fact(
            t.t("fact.population"),
            value,
            note=note,
            sources=sources,
            row="population",
            digits=str(place.population.value),
        )
    if place.point:
        # Degrees with a point in every language, as in ISO 6709: a decimal comma would run into the one between them.
        yield Fact(t.t("fact.coordinates"), f"{place.point[0]:.4f}, {place.point[1]:.4f}")
    if place.government_url:
        yield Fact(t.t("fact.website"), place.government_url, href=place.government_url)


def _comparisons(desk: Desk, place: City) -> Iterator[Link]:
    """Yield the ways to compare a city: with as many of those like it as fit beside it, and with any.

    In a folder that is read without a server nothing can be chosen: there the way leads to the table of all cities.
    """
    t, in_folder = desk.translator, desk.links.for_folder
    peers = [standing.city for standing in desk.directory.neighbors[place.slug]][: MOST_COMPARED - 1]
    if peers and not in_folder:
        label = t.t("compare.with", cities=t.list([peer.name for peer in peers]))
        yield Link(label, desk.path(comparison([place.slug, *(peer.slug for peer in peers)])))
    if desk.has_comparisons:
        yield Link(t.t("compare.with.others"), desk.path(COMPARE if in_folder else comparison([place.slug])))


def _has_foreign(desk: Desk, place: City, story_lang: str) -> bool:
    texts = [
        *(text for program in place.programs for text in (program.title, program.summary)),
        *(question.text for question in place.open_questions),
        *(note for award in place.history for note in (award.note, award.date_note) if note),
        *place.notes,
        *([place.population.note] if place.population and place.population.note else ()),
    ]
    return bool(story_lang) or any(desk.voice.shown(text).lang for text in texts)
