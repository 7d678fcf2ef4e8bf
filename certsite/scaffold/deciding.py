"""What was said -> the facts of the record, and what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from certsite import gazetteer
from certsite.addresses import is_web_address
from certsite.gazetteer import Place
from certsite.problem import Severity
from certsite.scaffold import publications
from certsite.scaffold.facts import Facts, NewSource, record
from certsite.scaffold.workshop import Workshop
from certsite.schema import Event
from certsite.schema.written import is_identifier

Answers: TypeAlias = Mapping[str, str]
"""What was said, by the name of the question; empty where it was left out."""

WITH_LEVEL = tuple(event.value for event in Event if event.has_level)
ASSUMED = "a-city"
"""The slug of a record whose name is not known yet."""
AS_SAID = ("slug", "lang", "name", "region", "region_code", "country", "event", "level", "round")


class CannotRegister(Exception):  # noqa: N818 - the file of publications has a form that only a person can change
    """The new publication cannot be written into the file of publications."""


def candidates(workshop: Workshop, answers: Answers) -> tuple[Place, ...]:
    """Return the places of the gazetteer that the city can be."""
    name, country, code = (answers.get(field, "") for field in ("name", "country", "region_code"))
    return gazetteer.named(name, country, code, workshop.least_population)


def chosen(workshop: Workshop, answers: Answers) -> Place | None:
    """Return the place of the gazetteer that was chosen, if one was and it exists."""
    return gazetteer.numbered(answers.get("place", ""), workshop.least_population)


def no_population(workshop: Workshop, place: Place) -> str:
    """Say why the population of a place is left out; nothing where it is not."""
    if place.population < workshop.least_population:
        return (
            f"the gazetteer counts {place.population:,} people there, fewer than the {workshop.least_population:,} "
            "that the program admits, so that the population is left out"
        )
    if not workshop.gazetteer_source:
        return (
            f"{workshop.shown(publications.PATH)} has no publication with an address at {gazetteer.HOST}, so that the "
            "population is left out"
        )
    return ""


def new_address(answers: Answers) -> str:
    """Return the address of the publication that is not registered yet; empty where all are."""
    return next(filter(is_web_address, answers.get("source", "").split()), "")


def facts(workshop: Workshop, answers: Answers) -> Facts:
    """Return the facts of the record as far as they were said."""
    said: dict[str, Any] = {field: answers[field] for field in AS_SAID if answers.get(field)}
    if said.get("event") in WITH_LEVEL:
        said.setdefault("level", workshop.levels[0])
    known = replace(_assumed(workshop), **said)
    for part in (_when(workshop, answers), _where(workshop, answers), _read(workshop, answers)):
        known = replace(known, **part)
    return known


def drafts(workshop: Workshop, known: Facts) -> dict[str, bytes]:
    """Return the files that are made or changed, by their path in the content.

    Raise `CannotRegister` where that of the publications cannot be changed.
    """
    # A slug that is none must not lead to another folder before it is refused.
    stem = known.slug if is_identifier(known.slug) else ASSUMED
    files = {f"cities/{stem}.md": record(known).encode(errors="surrogatepass")}
    if known.publication:
        changed = publications.added(registry(workshop), known.publication)
        if changed is None:
            raise CannotRegister
        files[publications.PATH] = changed
    return files


def registry(workshop: Workshop) -> bytes:
    """Return the bytes of the file of publications."""
    return (workshop.settings.content / publications.PATH).read_bytes()


def wrong(workshop: Workshop, answers: Answers) -> list[str]:
    """Return what is wrong with the answers in the words of the check, a line each; some are still to come."""
    known = facts(workshop, answers)
    if known.publication and (flaws := publications.unreadable(known.publication)):
        return flaws
    errors = (problem for problem in workshop.told(drafts(workshop, known)) if problem.severity is Severity.ERROR)
    return list(dict.fromkeys(f"{problem.says}; {problem.do}" for problem in errors))


def _assumed(workshop: Workshop) -> Facts:
    """Return facts in which nothing is wrong, as far as the content allows, and of which none was said."""
    country = next(iter(workshop.countries), "ZZ")
    source = next(iter(workshop.records.sources.model.sources), "a-source")
    return Facts(slug=ASSUMED, lang=workshop.languages[0], country=country, sources=(source,))


def _when(workshop: Workshop, answers: Answers) -> dict[str, Any]:
    date, held = answers.get("date", ""), workshop.rounds.get(answers.get("round", ""))
    year = int(date[:4]) if re.match("[0-9]{4}(-|$)", date) else None
    named_by = held.award_year if held else None
    return {
        "year": year,
        "date": "" if len(date) == 4 and year else date,
        "award_year": named_by if named_by and year and named_by < year else None,
    }


def _where(workshop: Workshop, answers: Answers) -> dict[str, Any]:
    place = chosen(workshop, answers)
    if place is None:
        return {}
    point = {"lat": place.lat, "lon": place.lon}
    if no_population(workshop, place):
        return point
    return {**point, "population": place.population, "population_sources": (workshop.gazetteer_source,)}


def _read(workshop: Workshop, answers: Answers) -> dict[str, Any]:
    named, address = answers.get("source", "").split(), new_address(answers)
    if not address:
        return {"sources": tuple(named)} if named else {}
    held = workshop.rounds.get(answers.get("round", ""))
    dates = (answers.get("source_date", ""), answers.get("date", ""), held.date if held else "", "publication")
    new = NewSource(
        id=workshop.free_source(answers.get("name", ""), next(filter(None, dates)).partition("-")[0]),
        title=answers.get("source_title") or "A title",
        publisher=answers.get("source_publisher") or "A publisher",
        date=answers.get("source_date", ""),
        url=address,
    )
    return {"sources": tuple(new.id if name == address else name for name in named), "publication": new}
