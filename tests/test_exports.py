"""Files beside the pages: sitemap, robots, what is passed through."""

from typing import Any
from xml.etree import ElementTree

import pytest

from certsite import exports
from certsite.routes import links
from tests.small import city, directory, made, planned, speakers

ADDRESS = "https://example.org/directory/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def exported(address: str, **facts: Any) -> dict[str, bytes]:
    pages = tuple(planned(directory(city("a")), address)[0].values())
    whole = directory(city("a"), **facts)
    outputs = exports.outputs(whole, speakers(), pages, links(address, for_folder=False))
    return {output.path: output.data for output in outputs}


def entries(address: str = ADDRESS) -> dict[str, dict[str, str]]:
    """Return what the sitemap names: address of a page to the addresses of its translations by their tag."""
    root = ElementTree.fromstring(exported(address)["sitemap.xml"])  # noqa: S314 - written by the program itself
    return {
        str(url.findtext(f"{SITEMAP}loc")): {row.attrib["hreflang"]: row.attrib["href"] for row in url.findall(LINK)}
        for url in root
    }


def test_the_sitemap_names_every_page_but_the_one_for_what_is_not_found() -> None:
    pages = planned(directory(city("a")), ADDRESS)[0]
    named = {ADDRESS + output.removesuffix("index.html") for output in pages if output != "404.html"}
    assert entries().keys() == named


def test_each_page_of_the_sitemap_names_all_its_translations_and_they_name_it() -> None:
    found = entries()
    assert found[f"{ADDRESS}cities/a/"] == {
        "fr": f"{ADDRESS}cities/a/",
        "en": f"{ADDRESS}en/cities/a/",
        "x-default": f"{ADDRESS}cities/a/",
    }
    for address, alternates in found.items():
        assert address in alternates.values()
        assert all(found[other] == alternates for other in alternates.values())


def test_addresses_are_escaped_in_the_sitemap() -> None:
    assert f"{ADDRESS}?a&b/cities/a/" in entries(f"{ADDRESS}?a&b")


@pytest.mark.parametrize(
    ("address", "robots"),
    [
        ("", b"User-agent: *\nAllow: /\n"),
        (ADDRESS, b"User-agent: *\nAllow: /\nSitemap: https://example.org/directory/sitemap.xml\n"),
    ],
)
def test_robots_may_read_everything_and_find_the_sitemap_where_there_is_one(address: str, robots: bytes) -> None:
    found = exported(address)
    assert found["robots.txt"] == robots
    assert ("sitemap.xml" in found) is bool(address)


def test_static_files_are_passed_through_as_they_are() -> None:
    found = exported("", static={"CNAME": b"cities.example\r\n", "marks/a.svg": b"\x00\xff"})
    assert (found["CNAME"], found["marks/a.svg"]) == (b"cities.example\r\n", b"\x00\xff")


def test_the_host_is_told_to_publish_every_file() -> None:
    assert made()[".nojekyll"] == ""
