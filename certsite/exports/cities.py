"""What a browser needs to find cities: one file for each language, small enough to be fetched for a first key.

Parallel arrays with one entry for each city, in the order of the directory, so that equal things stand side by side and
compress well. `assets/js/search/data.js` reads it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from certsite import facets
from certsite.i18n import Translator
from certsite.output import Output
from certsite.plan.voice import Voice
from certsite.relate import Directory, Standing
from certsite.routes import Links, cities_data
from certsite.slugs import bare

VERSION = 1
CITY = "{city}"


def outputs(directory: Directory, translators: Mapping[str, Translator], links: Links) -> Iterator[Output]:
    """Yield the file of each language; for a folder as a script, since pages read from a disk may fetch nothing."""
    for code, translator in translators.items():
        text = json.dumps(cities(directory, translator), ensure_ascii=False, separators=(",", ":"))
        if links.for_folder:
            yield Output(cities_data(code, "js"), f"globalThis.certsiteCities={_inert(text)};\n".encode())
        else:
            yield Output(cities_data(code, "json"), f"{text}\n".encode())


def cities(directory: Directory, translator: Translator) -> Mapping[str, Any]:
    """Return the facts of all cities in one language, as JSON has them.

    names, slugs, answer, line, newest, programs have an entry for each city. slugs: what follows the name as it stands
    in an address and a hyphen, or `/` and the whole slug; also: other names, by the place of the city; place: the
    wording of region and country; fillers: words that a query may have and a city need not; regions (name and short
    form), countries, levels: in the order of the ids of their facets; answers: sentences that tell whether a city is
    certified, with {city} for its name, and lines: what its card says beside its level, each once, with their places in
    answer and line; newest: 0 for the most recent award and so on; facets: ids, and the places of each city's among
    them, -1 for none, a list where it can have several.
    """
    voice, standings = Voice(translator, directory), directory.standings
    found = {facet.id: facet for facet in facets.facets(directory)}
    answers, answer = _shared(voice.answer(standing, CITY) for standing in standings)
    lines, line = _shared(voice.card_line(standing) for standing in standings)
    return {
        "version": VERSION,
        "names": [standing.city.name for standing in standings],
        "slugs": [_tail(standing) for standing in standings],
        "also": {str(i): s.city.also_known_as for i, s in enumerate(standings) if s.city.also_known_as},
        "place": translator.wording("place"),
        "fillers": translator.wording("search.fillers").split(),
        "regions": _regions(directory, found[facets.REGION].values),
        "countries": [translator.country(code.upper()) for code in found[facets.COUNTRY].values],
        "levels": [_level(voice, directory, id_) for id_ in found[facets.LEVEL].values],
        "answers": answers,
        "answer": answer,
        "lines": lines,
        "line": line,
        "newest": _ranks([standing.newest.date for standing in standings]),
        "programs": [[translator.pick(program.title)[0] for program in s.city.programs] for s in standings],
        "facets": {id_: {"ids": facet.values, "of": _of(facet)} for id_, facet in found.items()},
    }


def _tail(standing: Standing) -> str:
    """Return the part of a slug that its name does not tell; the browser spells names in the same plain way."""
    head = re.sub(r"[^a-z0-9]+", "-", bare(standing.city.name)).strip("-") + "-"
    slug = standing.city.slug
    return slug.removeprefix(head) if slug.startswith(head) else f"/{slug}"


def _regions(directory: Directory, ids: Iterable[str]) -> Sequence[tuple[str, str]]:
    known = {
        facets.region_id(code, region.name): (region.name, region.standings[0].city.region_code)
        for code, regions in directory.countries.items()
        for region in regions
    }
    return [known[id_] for id_ in ids]


def _level(voice: Voice, directory: Directory, id_: str) -> str:
    level = next((level for level in directory.content.levels if level.id == id_), None)
    return voice.level(level) if level else voice.t(f"status.{id_}")


def _of(facet: facets.Facet) -> Sequence[object]:
    if facet.has_several:
        return facet.of
    return [places[0] if places else -1 for places in facet.of]


def _shared(texts: Iterable[str]) -> tuple[Sequence[str], Sequence[int]]:
    """Return each text once, in the order of their first use, and the place of every text among them."""
    places: dict[str, int] = {}
    of = [places.setdefault(text, len(places)) for text in texts]
    return list(places), of


def _ranks(dates: Sequence[str]) -> Sequence[int]:
    """Return the place of each date among all of them, the newest first; no date is the oldest."""
    order = {date: rank for rank, date in enumerate(sorted(set(dates), reverse=True))}
    return [order[date] for date in dates]


def _inert(text: str) -> str:
    """Return JSON as a script may hold it: the separators of lines ended a text in scripts before ECMAScript 2019."""
    return text.replace("\N{LINE SEPARATOR}", "\\u2028").replace("\N{PARAGRAPH SEPARATOR}", "\\u2029")
