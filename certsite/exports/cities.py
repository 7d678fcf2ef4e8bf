"""What a browser needs to find cities: one file for each language, small enough to be fetched for a first key.

Equal things stand side by side, one for each city in the order of the directory, so that they compress well.
`assets/js/search/data.js` reads it.
"""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from certsite import facets
from certsite.i18n import Translator
from certsite.output import Output
from certsite.plan.voice import Voice
from certsite.relate import Directory, Region, Standing
from certsite.routes import Links, cities_data
from certsite.slugs import bare

VERSION = 3
CITY = "\x7f"
"""Stands for the name of the city in its texts; `load/characters.py` keeps it out of content."""
LAST_LETTER = "\ud7ff"

T = TypeVar("T", bound=Hashable)


def outputs(directory: Directory, translators: Mapping[str, Translator], links: Links) -> Iterator[Output]:
    """Yield the file of each language; for a folder as a script, since pages read from a disk may fetch nothing."""
    ways = facets.facets(directory)
    for code, translator in translators.items():
        text = json.dumps(cities(directory, translator, ways), ensure_ascii=False, separators=(",", ":"))
        if links.for_folder:
            yield Output(cities_data(code, "js"), f"globalThis.certsiteCities={_inert(text)};\n".encode())
        else:
            yield Output(cities_data(code, "json"), f"{text}\n".encode())


def cities(
    directory: Directory, translator: Translator, ways: Iterable[facets.Facet] | None = None
) -> Mapping[str, Any]:
    """Return the facts of all cities in one language, as JSON has them; version 3 of the format.

    A text of rows has one line for each, with tabs between its columns. A place is where something stands in a list,
    from 0 on. A letter is a place, as the character so far behind the digit 0: `2` is the third; `/` is none.

    ways: the facets, where they are known already.
    place: the wording of region and country; fillers: words that a query may have and a city need not;
        cityWords: those of them that ask for a city.
    cities: rows of a name and other names; programs: rows of titles; in both U+007F stands for the name.
    countries: [id, name, tail, rows of regions], such a row being a name, a short form, and the id if that is not the
        country's, a hyphen and the name as it stands in addresses. tail: what follows the name and a hyphen in most
        slugs there, empty if it is the short form of the region.
    also: of countries and regions that have them, by id: their other names; of a country none that is its name here.
    slugs: of cities that end in another way, by place: their tail, or `/` and the whole slug.
    region: of each city the letter of its region, counted through all countries.
    ids: of the values of each other facet; levels: rows of names in the order of theirs, first
        that in the language of the file, then those in the others.
    practices: rows of the letters of each city; population: of each city its letter.
    history: of each city the letter of one of the histories, which many share: rows of the sentences that tell whether
        a city is certified, with U+007F for its name; what its card says beside its level; the rank of its newest award
        from 0 on; the letter of its level, the letters of its years, the letters of its rounds.
    """
    voice, standings = Voice(translator, directory), directory.standings
    found = {facet.id: facet for facet in ways or facets.facets(directory)}
    answers = (voice.answer(standing, CITY) for standing in standings)
    lines = (voice.card_line(standing) for standing in standings)
    ranks = _ranks([standing.newest.date for standing in standings])
    awards = (_of(found, id_, len(standings)) for id_ in (facets.LEVEL, facets.YEAR, facets.ROUND))
    histories, history = _shared(zip(answers, lines, ranks, *awards, strict=True))
    countries, usual = _countries(directory, found[facets.COUNTRY].values, translator)
    return {
        "version": VERSION,
        "place": translator.wording("place"),
        "fillers": translator.wording("search.fillers"),
        "cityWords": translator.wording("search.city-words"),
        "cities": _rows((s.city.name, *_marked(s, s.city.also_known_as)) for s in standings),
        "programs": _rows(_marked(s, (translator.pick(each.title)[0] for each in s.city.programs)) for s in standings),
        "countries": countries,
        "also": dict(_also(directory, translator)),
        "slugs": {
            str(i): tail for i, s in enumerate(standings) if (tail := _tail(s)) != usual[s.city.country, s.city.region]
        },
        "region": "".join(_of(found, facets.REGION, len(standings))),
        "ids": {id_: facet.values for id_, facet in found.items() if id_ not in (facets.COUNTRY, facets.REGION)},
        "levels": _rows(_level(voice, directory, id_) for id_ in found[facets.LEVEL].values),
        "practices": "\n".join(_of(found, facets.PRACTICE, len(standings))),
        "population": "".join(_of(found, facets.POPULATION, len(standings))),
        "histories": _rows(histories),
        "history": _letters(history),
    }


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join("\t".join(re.sub("[\t\n]", " ", text) for text in row) for row in rows)


def _marked(standing: Standing, texts: Iterable[str]) -> Iterator[str]:
    return (text.replace(standing.city.name, CITY) for text in texts)


def _letters(places: Iterable[int]) -> str:
    """Return a letter for each place; raise `ValueError` for one beyond 55,247: halves of characters stand there."""
    letters = "".join(chr(ord("0") + place) for place in places)
    if max(letters, default="") > LAST_LETTER:
        raise ValueError("a list of more than 55,248 entries has no letter for its last")
    return letters


def _of(found: Mapping[str, facets.Facet], id_: str, count: int) -> Sequence[str]:
    """Return the letters of each city's values of a facet; of one that can have one only, exactly one."""
    facet = found.get(id_) or facets.Facet(id_, (), ((),) * count)
    return [_letters(places or (() if facet.has_several else (-1,))) for places in facet.of]


def _countries(
    directory: Directory, ids: Iterable[str], translator: Translator
) -> tuple[Sequence[tuple[str, str, str, str]], Mapping[tuple[str, str], str]]:
    """Return what is told of each country, and the usual tail of a slug by country and name of the region."""
    told, usual = [], {}
    for id_ in ids:
        code = id_.upper()
        regions = directory.countries[code]
        tails = Counter(_own_tail(standing, region) for region in regions for standing in region.standings)
        ((tail, _),) = tails.most_common(1)
        usual.update({(code, region.name): tail or _code(region).lower() for region in regions})
        told.append((id_, translator.country(code), tail, _rows(_region(region) for region in regions)))
    return told, usual


def _also(directory: Directory, translator: Translator) -> Iterator[tuple[str, Sequence[str]]]:
    for place in directory.content.programme.places:
        id_ = facets.region_id(place.country, place.region) if place.region else place.country.lower()
        own = bare(place.region or translator.country(place.country))
        if others := [name for name in place.also_known_as if bare(name) != own]:
            yield id_, others


def _code(region: Region) -> str:
    return region.standings[0].city.region_code


def _region(region: Region) -> Iterator[str]:
    yield region.name
    yield _code(region)
    id_ = facets.region_id(region.country, region.name)
    if id_ != f"{region.country.lower()}-{_plain(region.name)}":
        yield id_


def _own_tail(standing: Standing, region: Region) -> str:
    tail = _tail(standing)
    return "" if tail == _code(region).lower() else tail


def _tail(standing: Standing) -> str:
    """Return the part of a slug that its name does not tell."""
    head, slug = f"{_plain(standing.city.name)}-", standing.city.slug
    return slug.removeprefix(head) if slug.startswith(head) else f"/{slug}"


def _plain(name: str) -> str:
    """Return a name as the browser spells it in addresses, which knows Latin letters alone."""
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-")


def _level(voice: Voice, directory: Directory, id_: str) -> Iterable[str]:
    level = next((level for level in directory.content.levels if level.id == id_), None)
    return dict.fromkeys((voice.level(level), *level.name.values())) if level else (voice.t(f"status.{id_}"),)


def _shared(facts: Iterable[T]) -> tuple[Sequence[T], Sequence[int]]:
    """Return each fact once, in the order of their first use, and the place of every one among them."""
    places: dict[T, int] = {}
    of = [places.setdefault(fact, len(places)) for fact in facts]
    return list(places), of


def _ranks(dates: Sequence[str]) -> Sequence[str]:
    """Return the place of each date among all of them, the newest first; no date is the oldest."""
    order = {date: str(rank) for rank, date in enumerate(sorted(set(dates), reverse=True))}
    return [order[date] for date in dates]


def _inert(text: str) -> str:
    """Return JSON as a script may hold it: the separators of lines ended a text in scripts before ECMAScript 2019."""
    return text.replace("\N{LINE SEPARATOR}", "\\u2028").replace("\N{PARAGRAPH SEPARATOR}", "\\u2029")
