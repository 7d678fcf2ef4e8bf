"""A place -> a made-up record about it, as an editor would write one: a history that the rules accept, and programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.chance import happens, number, pick
from bench.places import Place

SOURCE = "corpus"
"""The publication that every made-up fact names."""
NOTE = "Made up for measuring, its history and programs alike; only the place is real."
TEXTS = Path(__file__).with_name("texts.yaml")
LANGUAGES = ("en", "es", "pt")
OUTSIDE_SINCE = 2023
"""Year from which on cities outside of the United States were certified. Source: content/rounds.yaml, round 2023-06."""
MOST_PROGRAMS = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """What records are made within: the rounds, oldest first, ids of the levels, lowest first, and texts by kind.

    smallest: people that the program asks for; a place with fewer has no population in its record.
    """

    rounds: Sequence[Mapping[str, Any]]
    levels: Sequence[str]
    smallest: int
    subjects: Mapping[str, Sequence[Mapping[str, Mapping[str, str]]]]
    places: Sequence[Mapping[str, str]]
    results: Sequence[Mapping[str, str]]


def frame(content: Path) -> Frame:
    """Return what the records of a content folder are made within."""
    program, rounds = (_read(content / name) for name in ("program.yaml", "rounds.yaml"))
    levels = sorted(program["levels"], key=lambda level: level["rank"])
    smallest = program["eligibility"]["min_population"]
    return Frame(rounds["rounds"], [level["id"] for level in levels], smallest, **_read(TEXTS))


def record(place: Place, frame: Frame) -> dict[str, Any]:
    """Return the facts of a made-up record, in the order in which editors write them."""
    people = {"population": place.population, "population_sources": ["geonames"]}
    programs = list(_programs(place, frame))
    return {
        "slug": place.slug,
        "name": place.name,
        **({"also_known_as": list(place.also)} if place.also else {}),
        "lang": LANGUAGES[0],
        "region": place.region,
        "region_code": place.region_code,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        **(people if place.population >= frame.smallest else {}),
        "history": list(_history(place, frame)),
        **({"programs": programs} if programs else {}),
        "sources": [SOURCE],
        "notes": [NOTE],
    }


def _history(place: Place, frame: Frame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a history: a first one, then perhaps one in each later round, and seldom an end."""
    open_to = [row for row in frame.rounds if place.country == "US" or int(row["date"][:4]) >= OUTSIDE_SINCE]
    first = max(number(f"{place.slug} first {turn}", len(open_to)) for turn in range(2))  # most are of late
    kind = number(f"{place.slug} kind", 100)
    if kind < 3:
        yield _row("honor-roll", None, open_to[first])
        return
    if kind < 6:
        yield _row("unknown-level", None, open_to[first])
        return
    if kind == 6:
        yield {"event": "certified", "level": frame.levels[0], "sources": [SOURCE]}
        return
    rank = pick(f"{place.slug} level", (0, 0, 0, 0, 0, 0, 0, 1, 1, 2))
    rank = min(rank, len(frame.levels) - 1)
    yield _row("certified", frame.levels[rank], open_to[first])
    for row in open_to[first + 1 :]:
        key = f"{place.slug} {row['id']}"
        if not happens(f"{key} award", 18):
            continue
        if happens(f"{key} end", 6):
            yield _row(pick(f"{key} how", ("lapsed", "lapsed", "lapsed", "retracted")), None, row)
            return
        rises = rank + 1 < len(frame.levels) and happens(f"{key} rise", 45)
        rank += rises
        yield _row("level-up" if rises else "recertified", frame.levels[rank], row)


def _row(event: str, level: str | None, round_: Mapping[str, Any]) -> dict[str, Any]:
    date = round_["date"]
    return {
        "event": event,
        **({"level": level} if level else {}),
        "year": int(date[:4]),
        **({"date": date} if len(date) > len("2024") else {}),
        **({"award_year": round_["award_year"]} if "award_year" in round_ else {}),
        "round": round_["id"],
        "sources": [SOURCE],
    }


def _programs(place: Place, frame: Frame) -> Iterator[dict[str, Any]]:
    for index in range(number(f"{place.slug} programs", MOST_PROGRAMS + 1)):
        key = f"{place.slug} program {index}"
        practice = pick(f"{key} practice", sorted(frame.subjects))
        subject = pick(f"{key} subject", frame.subjects[practice])
        result, where = pick(f"{key} result", frame.results), _where(key, place, frame)
        count = str(number(f"{key} number", 38) + 3)
        yield {
            "title": {code: f"{subject['title'][code]}{where[code]}" for code in LANGUAGES},
            "summary": {code: f"{subject['text'][code]} {result[code].format(n=count)}" for code in LANGUAGES},
            "practice": practice,
            "sources": [SOURCE],
        }


def _where(key: str, place: Place, frame: Frame) -> Mapping[str, str]:
    """Return what follows the subject in a title: where in the city, the city itself, or nothing."""
    match number(f"{key} where", 4):
        case 0:
            return dict.fromkeys(LANGUAGES, "")
        case 1:
            return {"en": f" of {place.name}", "es": f" de {place.name}", "pt": f" de {place.name}"}
    return {code: f" {text}" for code, text in pick(f"{key} place", frame.places).items()}


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
