"""Lists of the cities that share one value of a facet and have no other page: a range of populations, a status."""

from collections.abc import Sequence
from dataclasses import replace

from certsite.facets import POPULATION, facets, having
from certsite.plan.frame import Desk
from certsite.plan.lists import ListPage, list_page
from certsite.plan.views import Link
from certsite.relate import Standing, Status
from certsite.routes import STATUSES
from certsite.routes import population as population_route


def population_pages(desk: Desk) -> Sequence[ListPage]:
    """Return the page of every range of populations."""
    t, directory = desk.translator, desk.directory
    bands = directory.content.programme.population_bands
    by_size = next((facet for facet in facets(directory) if facet.id == POPULATION), None)
    if by_size is None:
        return ()
    links = [Link(desk.voice.text(band.label), desk.path(population_route(band.id))) for band in bands]
    return tuple(
        replace(
            list_page(
                desk,
                population_route(band.id),
                t.t("population.title", range=link.label),
                having(directory, by_size, band.id),
                t.t("population.source"),
            ),
            siblings_title=t.t("population.others"),
            siblings=tuple(replace(other, current=other == link) for other in links),
        )
        for band, link in zip(bands, links, strict=True)
    )


def status_page(desk: Desk, status: Status, cities: Sequence[Standing]) -> ListPage:
    """Return the page of the cities that stand at no level for one reason."""
    title, meaning = desk.translator.t(f"group.{status}"), desk.translator.t(f"meaning.{status}")
    return list_page(desk, STATUSES[status], title, cities, meaning)
