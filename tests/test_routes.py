"""How addresses are spelled, and how pages refer to each other wherever the site stands."""

from urllib.parse import urljoin

import pytest

from certsite import routes
from certsite.routes import Address, links
from tests.small import ROOT

OUTPUTS = ("index.html", "en/index.html", "cities/north-fr/index.html", "countries/fr/some-region/index.html")
PATHS = ("", "en/", "cities/north-fr/", "en/levels/low/", "years/2024/", "assets/site.css", "favicon.svg")


@pytest.mark.parametrize(
    ("route", "spelled"),
    [
        (routes.HOME, ""),
        (routes.city("north-fr"), "cities/north-fr/"),
        (routes.level("low"), "levels/low/"),
        (routes.part(routes.level("low"), "fr"), "levels/low/fr/"),
        (routes.country("FR"), "countries/fr/"),
        (routes.region("FR", "Île-de-France"), "countries/fr/ile-de-france/"),
        (routes.year(2024), "years/2024/"),
        (routes.page("contact"), "contact/"),
    ],
)
def test_each_thing_has_one_route_in_all_languages(route: str, spelled: str) -> None:
    assert route == spelled
    assert Address("", route).path == spelled
    assert Address("en", route).path == f"en/{spelled}"
    assert Address("en", route).output == f"en/{spelled}index.html"


def test_a_record_is_edited_begun_or_told_of_where_the_repository_is() -> None:
    repository = "https://git.example/owner/name"
    assert routes.edit_address(repository, "cities/a.md") == f"{repository}/edit/main/content/cities/a.md"
    assert routes.new_city_address(repository) == f"{repository}/new/main/content/cities"
    form = routes.correction_form_address(repository)
    assert form == f"{repository}/issues/new?template=correction.yml"
    assert (ROOT / ".github" / "ISSUE_TEMPLATE" / form.partition("=")[2]).exists()


def test_an_address_that_names_a_file_is_that_file() -> None:
    assert Address("", routes.NOT_FOUND).output == "404.html"


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", "", "./"),
        ("index.html", "cities/north-fr/", "cities/north-fr/"),
        ("index.html", "assets/site.css", "assets/site.css"),
        ("cities/north-fr/index.html", "", "../../"),
        ("cities/north-fr/index.html", "cities/north-fr/", "./"),
        ("cities/north-fr/index.html", "cities/south-fr/", "../south-fr/"),
        ("en/cities/north-fr/index.html", "cities/north-fr/", "../../../cities/north-fr/"),
        ("cities/north-fr/index.html", routes.comparison(["a", "b"]), "../../compare/?c=a&c=b"),
        ("index.html", "sources/?x=/#y?", "sources/?x=/#y?"),
    ],
)
def test_links_are_relative(here: str, there: str, link: str) -> None:
    assert links("https://example.org/directory/", for_folder=False).link(here, there) == link


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", "", "index.html"),
        ("index.html", "cities/north-fr/", "cities/north-fr/index.html"),
        ("cities/north-fr/index.html", "", "../../index.html"),
        ("cities/north-fr/index.html", "assets/site.css", "../../assets/site.css"),
        ("404.html", "cities/north-fr/", "cities/north-fr/index.html"),
    ],
)
def test_links_for_a_folder_name_the_file(here: str, there: str, link: str) -> None:
    assert links("https://example.org/directory/", for_folder=True).link(here, there) == link


@pytest.mark.parametrize("root", ["https://example.org/", "https://example.org/directory/"])
@pytest.mark.parametrize("here", OUTPUTS)
@pytest.mark.parametrize("there", PATHS)
def test_links_lead_to_what_they_name_below_any_root(root: str, here: str, there: str) -> None:
    link = links(root, for_folder=False).link(here, there)
    assert not link.startswith("/")
    assert urljoin(root + here.removesuffix("index.html"), link) == root + there


@pytest.mark.parametrize(
    ("site", "link"), [("", "/cities/north-fr/"), ("https://example.org/directory", "/directory/cities/north-fr/")]
)
def test_the_page_for_what_is_not_found_spells_the_base(site: str, link: str) -> None:
    assert links(site, for_folder=False).link("404.html", "cities/north-fr/") == link


@pytest.mark.parametrize(
    ("given_address", "base", "site"),
    [
        ("", "/", ""),
        ("https://example.org", "/", "https://example.org/"),
        ("https://example.org/directory", "/directory/", "https://example.org/directory/"),
        ("https://example.org/directory//", "/directory/", "https://example.org/directory/"),
    ],
)
def test_the_address_of_the_site_gives_base_and_full_addresses(given_address: str, base: str, site: str) -> None:
    found = links(given_address, for_folder=False)
    assert (found.base, found.site) == (base, site)
    assert found.absolute("en/") == (f"{site}en/" if site else "")


@pytest.mark.parametrize(
    ("address", "link", "link_in_folder"),
    [
        ("../south-fr/", "../south-fr/", "../south-fr/index.html"),
        ("../south-fr", "../south-fr/", "../south-fr/index.html"),
        ("..", "../", "../index.html"),
        ("../../../about/?a=/b#c/d", "../../../about/?a=/b#c/d", "../../../about/index.html?a=/b#c/d"),
        ("/", "../../../", "../../../index.html"),
        ("/about/", "../../../about/", "../../../about/index.html"),
        ("/en/about/#c", "../../about/#c", "../../about/index.html#c"),
        (".//north-fr//", "north-fr/", "north-fr/index.html"),
        ("/map.svg", "../../../map.svg", "../../../map.svg"),
        ("#c", "#c", "#c"),
        ("?a", "?a", "?a"),
        ("../../../..", "../../../..", "../../../.."),
        ("/../about/", "/../about/", "/../about/"),
    ],
)
def test_an_address_in_a_text_is_read_from_its_page_or_from_the_root_of_the_site(
    address: str, link: str, link_in_folder: str
) -> None:
    found = [
        links("https://example.org/directory/", for_folder=for_folder).follow("en/cities/north-fr/index.html", address)
        for for_folder in (False, True)
    ]
    assert found == [link, link_in_folder]
