"""How facts are said in one language: sentences about levels, dates, awards and sources."""

from collections import Counter
from collections.abc import Iterable, Sequence

from certsite.i18n import Translator
from certsite.model import Award, City, Level, Source, Statement, Texts
from certsite.plan.views import Badge, Shown, Sourced, SourceView
from certsite.relate import Directory, Standing, Status, level_counts
from certsite.schema import Event

SHAPES = {Status.UNKNOWN_LEVEL: "ring", Status.HONOR_ROLL: "flag", Status.ENDED: "cross"}
"""The shape of each status that stands in the place of a level; no level can choose one of these."""

_STATUS_OF_EVENT = {
    Event.UNKNOWN_LEVEL: Status.UNKNOWN_LEVEL,
    Event.HONOR_ROLL: Status.HONOR_ROLL,
    Event.LAPSED: Status.ENDED,
    Event.RETRACTED: Status.ENDED,
}


class Voice:
    """Says facts in one language."""

    def __init__(self, translator: Translator, directory: Directory) -> None:
        self.t = translator.t
        self.translator = translator
        self._levels = directory.content.levels
        self._tags = {language.code: language.lang for language in directory.content.languages}

    def text(self, texts: Texts) -> str:
        """Return a text of the program, which exists in every language."""
        return self.translator.pick(texts)[0]

    def shown(self, texts: Texts) -> Shown:
        """Return a text that may be in another language, with the tag of that language."""
        text, code = self.translator.pick(texts)
        return Shown(text, self.tag(code))

    def tag(self, code: str) -> str:
        """Return the BCP 47 tag of a text in a language, which is empty in the language that is spoken."""
        return "" if code == self.translator.language.code else self._tags.get(code, code)

    def place(self, city: City) -> str:
        """Return region and country, as in `Arizona, United States`."""
        return self.t("place", region=city.region, country=self.translator.country(city.country))

    def level(self, level: Level) -> str:
        """Return the name of a level."""
        return self.text(level.name)

    def badge(self, standing: Standing) -> Badge:
        """Return the level of a city, or what stands in its place."""
        if standing.status is Status.CERTIFIED and standing.level:
            return self.level_badge(standing.level)
        return self.status_badge(standing.status)

    def status_badge(self, status: Status) -> Badge:
        """Return what stands in the place of a level for all cities of a status."""
        return _plain(self.t(f"status.{status}"), status)

    def level_badge(self, level: Level) -> Badge:
        """Return a level with its shape and colour."""
        return Badge(self.level(level), level.shape, level.tone)

    def sources(self, sources: Iterable[Source]) -> tuple[SourceView, ...]:
        """Return publications as they stand beside a fact, each under a name that no other of them has."""
        rows = tuple(sources)
        names = tuple(self._names(source) for source in rows)
        taken = Counter(name for ways in names for name in set(ways))
        return tuple(
            self._source(source, next((name for name in ways if taken[name] == 1), ways[-1]))
            for source, ways in zip(rows, names, strict=True)
        )

    def _source(self, source: Source, short: str) -> SourceView:
        date = self.translator.date(source.date) if source.date else ""
        return SourceView(source.id, short, source.title, source.publisher, date, source.url, unread=source.unread)

    def _names(self, source: Source) -> tuple[str, ...]:
        """Return the names of a publication, the shortest first: with its year, with its whole date, with its title."""
        who, date = source.short or source.publisher, source.date
        dates = dict.fromkeys((date[:4], self.translator.date(date))) if date else ()
        dated = tuple(self.t("source.short", publisher=who, date=when) for when in dates)
        return *(dated or (who,)), self.t("source.titled", publisher=who, title=source.title)

    def sourced(self, statement: Statement) -> Sourced:
        """Return a statement with what it rests on."""
        return Sourced(self.shown(statement.text), self.sources(statement.sources))

    def counts(self, standings: Sequence[Standing]) -> str:
        """Return how many cities stand at each level, highest first, as they are enumerated in a sentence."""
        found = level_counts(standings)
        parts = [
            self.t("counted.level", count=found[level.id], level=self.level(level))
            for level in reversed(self._levels)
            if found[level.id]
        ]
        if unknown := sum(standing.status is Status.UNKNOWN_LEVEL for standing in standings):
            parts.append(self.t("counted.unknown", count=unknown))
        return self.translator.list(parts)

    def card_line(self, standing: Standing) -> str:
        """Return what a card says beside the badge: the year, and from which level the city rose."""
        award = _levelled(standing) if standing.status is Status.CERTIFIED else standing.newest
        year = str(award.year) if award.year else self.t("year.unknown")
        before = _level_before(standing.city.history, award)
        if award.event is Event.LEVEL_UP and before:
            return self.t("card.rose", year=year, before=self.level(before))
        return self.t("card.derived", year=year) if "level" in award.derived else year

    def event_badge(self, award: Award) -> Badge:
        """Return what stands in the place of a level where an award has none."""
        return _plain(self.t(f"badge.{award.event}"), _STATUS_OF_EVENT[award.event])

    def award_line(self, standing: Standing, award: Award) -> str:
        """Return what a card says of an award: from which level it rose, and the level of today where it is another."""
        before = _level_before(standing.city.history, award)
        said = [str(award.year) if award.year else self.t("year.unknown")]
        if award.event is Event.LEVEL_UP and before:
            said.append(self.t("card.from", before=self.level(before)))
        if "level" in award.derived:
            said.append(self.t("card.derived.only"))
        if standing.status is Status.CERTIFIED and standing.level and standing.level != award.level:
            said.append(self.t("card.now", level=self.level(standing.level)))
        return "; ".join(said)

    def news(self, standing: Standing) -> str:
        """Return what the newest round brought a city, or nothing."""
        award = standing.newest
        if not standing.is_new or award.round is None:
            return ""
        return self.t(f"news.{award.event}", date=self.translator.date(award.round.date[:7]))

    def event(self, award: Award, history: Sequence[Award]) -> str:
        """Return a full sentence on what happened."""
        before = _level_before(history, award)
        if award.event is Event.LEVEL_UP and award.level and before:
            return self.t("event.level-up.from", before=self.level(before), level=self.level(award.level))
        if award.level:
            return self.t(f"event.{award.event}", level=self.level(award.level))
        return self.t(f"event.{award.event}")

    def details(self, award: Award) -> tuple[str, ...]:
        """Return what else is to be said of an award: its standard, its own year, and what of it is derived."""
        said = [self.edition(award)]
        if award.award_year and award.award_year != award.year:
            said.append(self.t("award.year", year=award.award_year))
        said.extend(self.t(f"award.derived.{name}") for name in sorted(award.derived))
        return tuple(text for text in said if text)

    def edition(self, award: Award) -> str:
        """Return under which edition an award was given, worded as derived where only the date says so."""
        if award.round is None or award.event is Event.HONOR_ROLL:
            return ""
        key = "award.edition.stated" if award.round.edition_stated else "award.edition.derived"
        return self.t(key, edition=self.text(award.round.edition.name))

    def answer(self, standing: Standing, name: str) -> str:
        """Return whether a city is certified, under which edition, since when, in one text; name: what to call it."""
        said = (self.standing(standing, name), self.edition(standing.newest), self.since(standing))
        return " ".join(sentence for sentence in said if sentence)

    def standing(self, standing: Standing, name: str = "") -> str:
        """Return the sentence that answers whether a city is certified; name: what to call it instead of its name."""
        award, level, name = standing.newest, standing.level, name or standing.city.name
        if standing.status is not Status.CERTIFIED or level is None:
            return self._standing(standing.status, standing, name)
        if award.level is None:
            later = self._standing(Status.UNKNOWN_LEVEL, standing, name)
            return f"{later} {self.t('standing.level-before', level=self.level(level))}"
        return self._standing(standing.status, standing, name, level=self.level(level))

    def _standing(self, status: Status, standing: Standing, name: str, level: str = "") -> str:
        date = standing.newest.date
        if not date:
            return self.t(f"standing.{status}.undated", city=name, level=level)
        return self.t(f"standing.{status}", city=name, level=level, when=self.translator.when(_month(date)))

    def since(self, standing: Standing) -> str:
        """Return since when a city is certified, as far as it is known."""
        first = standing.first
        if first is None or (first is standing.newest and not first.date):
            return ""
        if not standing.first_is_known:
            return self.t("since.before", when=self.translator.when(_month(first.date))) if first.date else ""
        if not first.date:
            return self.t("since.undated")
        if first is standing.newest:
            return self.t("since.only", when=self.translator.when(_month(first.date)))
        return self.t("since.first", when=self.translator.when(_month(first.date)))

    def first_date(self, standing: Standing) -> str:
        """Return the month of the first certification, as far as it is known; empty for a city never certified."""
        first = standing.first
        if first is None:
            return ""
        if first.date and not standing.first_is_known:
            return self.t("compare.before", date=self.month(first))
        return self.month(first)

    def month(self, award: Award) -> str:
        """Return the month of an award in words, or that it is not known."""
        return self.translator.date(_month(award.date)) if award.date else self.t("year.unknown")

    def still(self, standing: Standing) -> str:
        """Return the answer to "is it still?", which no source gives beyond the newest award found."""
        if standing.status is Status.ENDED:
            return self.t("still.ended")
        if standing.status is Status.HONOR_ROLL:
            return ""
        if standing.city.open_questions:
            return self.t("still.open")
        if not standing.newest.date:
            return self.t("still.undated")
        key = "still.old" if standing.is_old else "still.recent"
        return self.t(key, when=self.translator.when(_month(standing.newest.date)))


def _plain(label: str, status: Status) -> Badge:
    return Badge(label, SHAPES[status], "plain")


def _month(partial: str) -> str:
    """Return a date without its day: what a resident asks is the month at most."""
    return partial[:7]


def _levelled(standing: Standing) -> Award:
    """Return the newest row that has a level, or the newest of all where none has."""
    return next((award for award in reversed(standing.city.history) if award.level), standing.newest)


def _level_before(history: Sequence[Award], award: Award) -> Level | None:
    """Return the level that a city held before an award."""
    place = next(index for index, row in enumerate(history) if row is award)
    return next((row.level for row in reversed(history[:place]) if row.level), None)
