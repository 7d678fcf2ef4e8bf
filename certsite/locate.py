"""The outlines of the content, and whether the cities lie where their regions are."""

from certsite.outlines import Outlines, far, outlines, shape_id
from certsite.problem import Problem, Severity, Staged
from certsite.validate import Records


def outlines_of(records: Records) -> Staged[Outlines]:
    """Return the outlines that tiles are drawn from, and a warning for each city far outside of its region's."""
    file = records.outlines
    drawn, problems = outlines(file.raw if file else None, file.shown if file else "")
    return drawn, [*problems, *_far(records, drawn)]


def _far(records: Records, drawn: Outlines) -> list[Problem]:
    found = []
    for city in records.cities:
        row = city.model
        id_ = shape_id(drawn, row.country, row.region_code)
        if id_ and far(drawn, row.country, row.region_code, row.lat, row.lon):
            says = f"{row.lat}, {row.lon} lies outside {drawn.shapes[id_].name}"
            found.append(city.problem(["lat"], says, "check lat and lon, or region_code", severity=Severity.WARNING))
    return found
