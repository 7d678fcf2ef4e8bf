"""Which paths can be published, and beside which others."""

import pytest

from certsite.output import flaws

PATHS = ("robots.txt", "sitemap.xml", "cities/oak/index.html")


def test_paths_that_stand_apart_have_no_flaw() -> None:
    assert list(flaws(PATHS)) == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("robots.txt", "is made twice"),
        ("Sitemap.XML", "differs from 'sitemap.xml' only in case or accents"),
        ("cities", "is a file and the folder of 'cities/oak/index.html'"),
        ("../x", "is no path inside the site"),
        ("a:b.txt", "is no path inside the site"),
        (".certsite/x", "lies in the folder kept for publishing"),
    ],
)
def test_a_path_that_cannot_be_published_says_why(path: str, reason: str) -> None:
    assert list(flaws((*PATHS, path))) == [(path, reason)]
