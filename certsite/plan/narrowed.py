"""Lists of the cities that share one value of a facet and have no other page: a range of populations, a status."""

from certsite.model import PopulationBand
from certsite.plan.frame import Desk
from certsite.plan.listings import population_list, status_list
from certsite.plan.lists import ListPage, list_page
from certsite.plan.views import Link
from certsite.relate import Status
from certsite.routes import population as population_route


def population_page(desk: Desk, band: PopulationBand) -> ListPage:
    """Return the page of a range of populations."""
    t, bands = desk.translator.t, desk.directory.content.programme.population_bands
    links = (Link(desk.voice.text(row.label), desk.path(population_route(row.id)), row == band) for row in bands)
    return list_page(desk, population_list(desk, band), (t("population.source"),), t("population.others"), tuple(links))


def status_page(desk: Desk, status: Status) -> ListPage:
    """Return the page of the cities that stand at no level for one reason."""
    return list_page(desk, status_list(desk, status), (desk.translator.t(f"meaning.{status}"),))
