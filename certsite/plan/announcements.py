"""What was announced, round by round, beside what this directory found of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from certsite.model import Award, Round, Source
from certsite.plan.frame import Desk
from certsite.plan.listings import round_list
from certsite.plan.parts import groups
from certsite.plan.views import Fact, Frame, Group, Link, Outline, Shown, Sourced, SourceView
from certsite.relate import Directory, Standing
from certsite.rests import of_round
from certsite.routes import ANNOUNCEMENTS, announcement, year
from certsite.schema import Event

# The numbers that an announcement may give, in the order of the pages, beside the events that are counted for each
# by their rows.
COUNTED = {
    "new": (),
    "recertified": (Event.RECERTIFIED,),
    "level_up": (Event.LEVEL_UP,),
    "recertified_or_level_up": (Event.RECERTIFIED, Event.LEVEL_UP),
    "honor_roll": (Event.HONOR_ROLL,),
    "total": (),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One number of a round.

    announced: None where no source gives it; found: what this directory has; unsure: no source tells of some of these
    whether they belong to this number.
    """

    name: str
    announced: int | None
    found: int
    sources: tuple[Source, ...]
    unsure: bool = False

    @property
    def is_short(self) -> bool:
        """Whether this directory has fewer than were announced."""
        return self.announced is not None and self.found < self.announced


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list; announced, found: its numbers, as they are enumerated, empty where there are none."""

    id: str
    title: str
    path: str
    text: str
    announced: str
    found: str


@dataclass(frozen=True, slots=True)
class AnnouncementsPage:
    """Every round, the newest first."""

    frame: Frame
    title: str
    lead: str
    rounds: tuple[RoundLine, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementPage:
    """One round.

    compared: what a number is of, and how announced and found differ; counts_total: one is the total; is_nameless:
    something is missing of which nothing on the page says more.
    """

    frame: Frame
    title: str
    lead: str
    facts: tuple[Fact, ...]
    compared: tuple[Fact, ...]
    counts_total: bool
    is_nameless: bool
    questions: tuple[Sourced, ...]
    groups: tuple[Group, ...]
    outlines: tuple[Outline, ...]
    sources: tuple[SourceView, ...]
    siblings: tuple[Link, ...]

    @property
    def has_foreign(self) -> bool:
        """Whether a text of the page is in another language."""
        texts = (*(fact.note for fact in self.facts), *(question.text for question in self.questions))
        return any(text.lang for text in texts if text)


def announcements_page(desk: Desk) -> AnnouncementsPage:
    """Return the list of all rounds."""
    t, rounds = desk.translator.t, desk.directory.content.rounds
    lead = t("announcements.lead", count=len(rounds))
    return AnnouncementsPage(
        frame=desk.frame(ANNOUNCEMENTS, t("announcements.title"), lead, edits="rounds.yaml"),
        title=t("announcements.title"),
        lead=lead,
        rounds=tuple(round_line(desk, row) for row in reversed(rounds)),
        onward=desk.onward(),
    )


def round_line(desk: Desk, row: Round) -> RoundLine:
    """Return a round as it stands in a list."""
    t = desk.translator
    date = t.date(row.date)
    awards = desk.directory.awards_of_round(row)
    return RoundLine(
        id=f"round-{row.id}",
        title=f"{date[:1].upper()}{date[1:]}",
        path=desk.path(announcement(row.id)),
        text=desk.voice.text(row.text),
        announced=t.list(
            [t.t(f"announced.count.{name}", count=row.announced[name][0]) for name in COUNTED if name in row.announced]
        ),
        found=t.list(event_counts(desk, awards)),
    )


def event_counts(desk: Desk, awards: Sequence[tuple[Standing, Award]]) -> list[str]:
    """Return how many awards there are of each event, as `2 certified again`; events without any are left out."""
    counts = [(event, sum(award.event is event for _, award in awards)) for event in Event]
    return [desk.translator.t(f"year.count.{event}", count=count) for event, count in counts if count]


def announcement_page(desk: Desk, row: Round) -> AnnouncementPage:
    """Return the page of a round: what was announced, what of it was found, and whom it named."""
    t, voice = desk.translator.t, desk.voice
    lead, awards = voice.text(row.text), round_list(desk, row)
    title = awards.title
    numbers = tuple(compared(desk.directory, row))
    shown = groups(desk, awards)
    return AnnouncementPage(
        frame=desk.frame(
            awards.route, title, t("list.description", title=title, text=lead), awards.trail[:-1], edits="rounds.yaml"
        ),
        title=title,
        lead=lead,
        facts=tuple(_facts(desk, row)),
        compared=tuple(
            Fact(t(f"announced.{number.name}"), _difference(desk, number), sources=voice.sources(number.sources))
            for number in numbers
        ),
        counts_total=any(number.name == "total" for number in numbers),
        is_nameless=not row.open_questions and any(number.is_short for number in numbers),
        questions=tuple(voice.sourced(question) for question in row.open_questions),
        groups=shown,
        outlines=desk.sprite(*(group.cards for group in shown)),
        sources=desk.source_list(of_round(row)),
        siblings=tuple(_siblings(desk, row)),
    )


def compared(directory: Directory, row: Round) -> Iterator[Compared]:
    """Yield the numbers of a round: those announced, and those of which this directory has rows all the same."""
    awards = directory.awards_of_round(row)
    found = {name: sum(award.event in events for _, award in awards) for name, events in COUNTED.items()}
    # A first certification may be of an unknown level, and the total grows with every round.
    found["new"], found["total"] = len(directory.new_in_round(row)), directory.certified_by(row)
    # A source that gives no level does not always tell a first certification from a later one either.
    unsure = {"new": any(award.event is Event.UNKNOWN_LEVEL for _, award in awards)}
    joined = "recertified_or_level_up"
    told_by_joined = COUNTED[joined] if joined in row.announced else ()
    for name, events in COUNTED.items():
        if name in row.announced:
            value, sources = row.announced[name]
            yield Compared(name, value, found[name], sources, unsure.get(name, False))
        elif found[name] and name != joined and not set(events).intersection(told_by_joined):
            yield Compared(name, None, found[name], (), unsure.get(name, False))


def _difference(desk: Desk, number: Compared) -> str:
    """Return in a sentence how what was announced and what was found differ, and no more than the numbers say."""
    t = desk.translator
    found = t.number(number.found)
    if number.unsure:
        found = t.t("compared.unsure", found=found)
    if number.announced is None:
        return t.t("compared.unannounced", found=found)
    if number.announced == number.found:
        return t.t("compared.equal", count=number.announced, found=found)
    key = "compared.fewer" if number.is_short else "compared.more"
    difference = t.number(abs(number.found - number.announced))
    return t.t(key, count=number.announced, found=found, difference=difference)


def _facts(desk: Desk, row: Round) -> Iterator[Fact]:
    t, voice = desk.translator, desk.voice
    yield Fact(t.t("table.date"), t.date(row.date), note=voice.shown(row.date_note) if row.date_note else None)
    if row.award_year:
        yield Fact(t.t("announcement.award-year"), str(row.award_year))
    yield Fact(
        label=t.t("table.edition"),
        value=voice.text(row.edition.name),
        path=desk.edition_path(row.edition),
        note=None if row.edition_stated else Shown(t.t("announcement.edition-derived")),
        sources=voice.sources(row.edition_sources),
        cited_by_note=not row.edition_stated,
    )


def _siblings(desk: Desk, row: Round) -> Iterator[Link]:
    """Yield the ways on: the rounds before and after, the year, and the list of all."""
    t, rounds = desk.translator.t, desk.directory.content.rounds
    place = rounds.index(row)
    around = (("announcement.previous", rounds[:place][-1:]), ("announcement.next", rounds[place + 1 : place + 2]))
    for key, found in around:
        for other in found:
            date = desk.translator.date(other.date)
            yield Link(t(key, date=date), desk.path(announcement(other.id)))
    value = int(row.date[:4])
    if value in desk.directory.years:
        yield Link(t("year.title", year=value), desk.path(year(value)))
    yield Link(t("announcements.all"), desk.path(ANNOUNCEMENTS))
