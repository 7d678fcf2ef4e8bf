"""The outlines and the map of the content, and whether the cities lie where their regions are."""

from dataclasses import replace

from certsite.atlas import View, views
from certsite.outlines import Outlines, far, outlines, shape_id
from certsite.problem import Problem, Severity, Staged
from certsite.validate import Records


def outlines_of(records: Records) -> Staged[Outlines]:
    """Return what tiles and the map are drawn from, and a warning for each city far outside of its region's outline."""
    file = records.outlines
    drawn, problems = outlines(file.raw if file else None, file.shown if file else "")
    mapped, others = _views(records)
    return replace(drawn, views=mapped), [*problems, *others, *_far(records, drawn)]


def _views(records: Records) -> Staged[tuple[View, ...]]:
    file, languages = records.map, [language.code for language in records.program.model.languages]
    return views(file.raw if file else None, file.shown if file else "", languages)


def _far(records: Records, drawn: Outlines) -> list[Problem]:
    found = []
    for city in records.cities:
        row = city.model
        id_ = shape_id(drawn, row.country, row.region_code)
        if id_ and far(drawn, row.country, row.region_code, row.lat, row.lon):
            says = f"{row.lat}, {row.lon} lies outside {drawn.shapes[id_].name}"
            found.append(city.problem(["lat"], says, "check lat and lon, or region_code", severity=Severity.WARNING))
    return found
