"""The content in which a record is made: what it holds, and what is meant by what an editor says."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from urllib.parse import urlsplit

from certsite import gazetteer, i18n, load, validate
from certsite.build import Settings
from certsite.model.convert import languages
from certsite.problem import Problem, Refused
from certsite.scaffold import meaning
from certsite.scaffold.naming import PlaceName, slugs
from certsite.schema.registry import RoundRow
from certsite.slugs import slug, slug_of


class Workshop:
    """The content as it is. Raises `Refused` where there is no program to make a record for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.loaded, self.problems = load.sources(settings.content)
        records, wrong = validate.records(self.loaded, settings.today)
        if records is None:
            raise Refused(sorted([*self.problems, *wrong]))
        self.records = records
        self._first = i18n.Translator(languages(records)[0], {})

    @property
    def languages(self) -> list[str]:
        """The codes of the languages, the first one first."""
        return [row.code for row in self.records.program.model.languages]

    @property
    def levels(self) -> list[str]:
        """The ids of the levels, the lowest first."""
        return [row.id for row in sorted(self.records.program.model.levels, key=lambda row: row.rank)]

    @property
    def rounds(self) -> dict[str, RoundRow]:
        """The rounds by their ids, the oldest first."""
        return {row.id: row for row in self.records.rounds.model.rounds} if self.records.rounds else {}

    @property
    def least_population(self) -> int:
        """People that a city of the program has at least."""
        return self.records.program.model.eligibility.min_population

    @property
    def gazetteer_source(self) -> str:
        """The id under which the gazetteer stands among the publications; empty where it does not."""
        rows = self.records.sources.model.sources.items()
        return next((id_ for id_, row in rows if _host(row.url or "") == gazetteer.HOST), "")

    @property
    def countries(self) -> list[str]:
        """The countries of the records, the one with the most of them first."""
        return [code for code, _ in Counter(city.model.country for city in self.records.cities).most_common()]

    def regions(self, country: str) -> list[str]:
        """Return the regions of a country that the records name."""
        return sorted({city.model.region for city in self.records.cities if city.model.country == country})

    def region_code(self, country: str, region: str) -> str | None:
        """Return the short form that the records have for a region.

        It is empty where they need none, and None where all other regions of the country have one.
        """
        rows = [city.model for city in self.records.cities if city.model.country == country]
        known = next((row.region_code or "" for row in rows if row.region == region), None)
        return known if known is not None or (rows and all(row.region_code for row in rows)) else ""

    def is_taken(self, own: str) -> bool:
        """Say whether a record, or whatever stands in its place, has this slug; case does not count."""
        path = f"cities/{own}.md"
        held = {*(file.path for file in self.loaded.files), *self.loaded.broken}
        place = self.settings.content / path
        return path.casefold() in map(str.casefold, held) or place.exists() or place.is_symlink()

    def free_slug(self, city: PlaceName) -> str:
        """Return the slug that the other records let expect, or one in another form where it is taken."""
        own = slugs(city, [other.model for other in self.records.cities], self.country_name)
        return next((free for free in own if not self.is_taken(free)), own[0])

    def free_source(self, name: str, year: str) -> str:
        """Return an id for a publication that no other has, as in new-town-2024."""
        base = slug_of(name, year)
        ids = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(id_ for id_ in ids if id_ not in self.records.sources.model.sources)

    def meant(self, field: str, text: str) -> str:
        """Return the id that stands in this field of a record where it is called so; else the text itself."""
        letters = i18n.country_of_letters(text) if field == "country" else ""
        return letters or self._ids.get(field, {}).get(slug(text), text)

    def country_name(self, code: str) -> str:
        """Return the name of a country in the first language of the site."""
        return self._first.country(code)

    def source(self, text: str) -> str:
        """Return the id of a publication named by its address; else the text itself."""
        rows = self.records.sources.model.sources.items()
        return next((id_ for id_, row in rows if row.url and row.url.rstrip("/") == text.rstrip("/")), text)

    @cached_property
    def _ids(self) -> Mapping[str, meaning.Ids]:
        return meaning.ids(self.records)

    def shown(self, path: str) -> str:
        """Return a path of the content as a reader would open it."""
        return f"{self.loaded.content}/{path}"

    def told(self, drafts: dict[str, bytes]) -> list[Problem]:
        """Return what is wrong with these files if they stood in the content, before any page is made."""
        found, problems = load.with_drafts((self.loaded, self.problems), drafts)
        records, wrong = validate.records(found, self.settings.today)
        words = i18n.translators(records, languages(records))[1] if records else []
        paths = {self.shown(path) for path in drafts}
        return sorted({problem for problem in (*problems, *wrong, *words) if problem.path in paths})


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
