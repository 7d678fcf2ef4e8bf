"""The map: points by level, insets with their frames, and the list that says the same."""

import re
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from certsite import routes
from certsite.assets import Assets
from certsite.atlas import View
from certsite.facets import facets
from certsite.geometry import Projection
from certsite.model import City
from certsite.outlines import Outlines
from certsite.plan.finder import finder_view
from certsite.plan.frame import Desk
from certsite.plan.map import Dot, Drawing, MapPage, map_page
from certsite.plan.voice import Voice
from certsite.schema import Event
from tests.small import award, city, directory, made, planned, speakers

NAMES = {"fr": "Vue", "en": "View"}
# 10 units to a degree around the middle of the main view; the inset shows two degrees of it.
LAND = View("land", NAMES, 200, 200, "M0 0l200 0 0 200z", Projection(0, 0, 573, 100, 100))
TOWN = View("town", NAMES | {"en": "Town"}, 100, 100, "M0 0l100 0 0 100z", Projection(5, 5, 2_865, 50, 50))


def page(*cities: City, views: tuple[View, ...] = (LAND, TOWN)) -> MapPage:
    found, translator = directory(*cities), speakers()["en"]
    voice, links = Voice(translator, found), routes.links("", for_folder=False)
    drawn, assets = Outlines(views=views), Assets("a.css", ())
    desk = Desk(found, facets(found), {}, translator, voice, drawn, assets, links)
    return map_page(desk, finder_view(desk))


def town(name: str, level: int | None, lat: float, lon: float, **facts: Any) -> City:
    event = Event.CERTIFIED if level else Event.UNKNOWN_LEVEL
    return city(name, award(event, level, "2020"), point=(lat, lon), **facts)


def dots(drawing: Drawing) -> list[tuple[str, Dot]]:
    return [(layer.shape, dot) for layer in drawing.layers for dot in layer.dots]


# Points


def test_each_city_stands_in_every_view_that_shows_its_place() -> None:
    shown = page(town("south", 1, -5, 0), town("town", 2, 5, 5))
    assert [dot.cities for _, dot in dots(shown.main)] == ["0", "1"]
    assert [dot.cities for _, dot in dots(shown.insets[0])] == ["1"]
    assert dots(shown.main)[0] == ("triangle", Dot(100, 150, "0", "South: Drop"))


def test_a_higher_level_is_drawn_above_a_lower_one_and_none_below_all() -> None:
    shown = page(town("a", 3, 0, 0), town("b", None, 0, 1), town("c", 1, 0, 2), town("d", 3, 0, 3))
    assert [[dot.cities for dot in layer.dots] for layer in shown.main.layers] == [["1"], ["2"], ["0", "3"]]


def test_each_status_without_a_level_is_a_layer_with_its_own_shape() -> None:
    named, ended = (
        city(name, award(event, None, "2020"), point=(0, 0))
        for name, event in (("b", Event.HONOR_ROLL), ("c", Event.LAPSED))
    )
    shown = page(town("a", None, 0, 0), named, ended, town("d", 1, 0, 0))
    points = [(shape, dot.cities) for shape, dot in dots(shown.main)]
    assert points == [("cross", "2"), ("flag", "1"), ("ring", "0"), ("triangle", "3")]


def test_cities_of_a_level_at_one_place_are_one_point() -> None:
    shown = page(town("a", 2, 0, 0), town("b", 2, 0.01, 0.01), town("c", 1, 0, 0), town("d", 2, 2, 2))
    titles = [(dot.cities, dot.title) for _, dot in dots(shown.main)]
    assert titles == [("2", "C: Drop"), ("0 1", "A and B: Brook"), ("3", "D: Brook")]


def test_a_city_without_a_place_on_the_map_stands_in_the_list_alone() -> None:
    shown = page(town("far", 1, 50, 0), city("nowhere"), town("here", 1, 0, 0))
    assert shown.unplaced == 2
    assert [line.name for country in shown.countries for row in country.regions for line in row.cities] == [
        "Far",
        "Here",
        "Nowhere",
    ]
    assert page(town("here", 1, 0, 0)).unplaced == 0


# Names and frames


def test_an_inset_is_framed_with_its_letter_where_it_lies_and_names_its_cities_itself() -> None:
    shown = page(town("south", 1, -5, 0), town("town", 2, 5, 5))
    assert (shown.main.letter, shown.insets[0].letter, shown.insets[0].caption) == ("", "A", "Town")
    (part,) = shown.main.parts
    assert part.letter == "A"
    assert [part.x, part.y] == pytest.approx([140, 40], abs=0.5)
    assert [part.width, part.height] == pytest.approx([20, 20], abs=0.2)
    assert [label.text for label in shown.main.names] == ["South"]
    assert [label.text for label in shown.insets[0].names] == ["Town"]


def test_a_frame_is_large_enough_to_be_seen_around_its_marks() -> None:
    tiny = replace(TOWN, projection=replace(TOWN.projection, scale=57_300))
    (part,) = page(town("town", 2, 5, 5), views=(LAND, tiny)).main.parts
    assert (part.width, part.height) == (16, 16)


def test_where_there_is_room_for_one_name_the_higher_level_has_it_then_the_larger_city() -> None:
    view = replace(LAND, width=40, height=12, projection=Projection(0, 0, 573, 6, 6))
    low, high = town("a", 1, 0, 0), town("b", 2, 0, 0)
    assert [row.text for row in page(low, high, views=(view,)).main.names] == ["B"]
    few, many = town("a", 1, 0, 0, people=10), town("b", 1, 0, 0, people=20)
    assert [row.text for row in page(few, many, views=(view,)).main.names] == ["B"]


# The legend and the list


def test_the_legend_counts_every_city_with_the_highest_level_first() -> None:
    shown = page(town("a", 1, 0, 0), town("b", 3, 0, 0), city("c", award(Event.LAPSED, None, "2020")), city("d"))
    legend = [(kind.badge.label, kind.count) for kind in shown.legend]
    assert legend == [("Tributary", 1), ("Drop", 2), ("Label ended", 1)]
    assert set(shown.shapes) == {kind.badge.shape for kind in shown.legend}


def test_the_list_has_every_city_by_country_and_region_with_its_number() -> None:
    shown = page(
        city("b", region="Hessen", country="DE"),
        city("a", region="Savoie"),
        city("c", region="Bretagne"),
    )
    assert [(row.title, row.count, row.path) for row in shown.countries] == [
        ("France", 2, "en/countries/fr/"),
        ("Germany", 1, "en/countries/de/"),
    ]
    assert [(row.title, row.path) for row in shown.countries[0].regions] == [
        ("Bretagne", "en/countries/fr/bretagne/"),
        ("Savoie", "en/countries/fr/savoie/"),
    ]
    numbers = {line.name: line.index for row in shown.countries for part in row.regions for line in part.cities}
    assert numbers == {"A": 0, "B": 1, "C": 2}


# Many cities


def crowd(count: int) -> list[City]:
    return [town(f"t{index:04}", 1 + index % 2, index % 19 - 9, index % 17 - 8) for index in range(count)]


def test_up_to_five_hundred_cities_are_named() -> None:
    shown = page(*crowd(500))
    assert sum(len(row.cities) for country in shown.countries for row in country.regions) == 500
    assert dots(shown.main)[0][1].title == "T0000: Drop"


def test_beyond_five_hundred_regions_are_counted_and_points_stand_further_apart() -> None:
    shown = page(*crowd(501))
    (row,) = shown.countries[0].regions
    assert (row.count, row.cities) == (501, ())
    points = [dot for _, dot in dots(shown.main)]
    assert all(dot.x % 8 == 0 and dot.y % 8 == 0 for dot in points)
    assert re.fullmatch(r"\d+ (city|cities): (Drop|Stream)", points[0].title)
    assert sorted(int(number) for dot in points for number in dot.cities.split()) == list(range(501))
    assert (shown.main.names, len(shown.insets)) == ((), 1)


def test_beyond_two_thousand_there_are_no_insets() -> None:
    shown = page(*crowd(2001))
    assert (shown.insets, shown.main.parts) == ((), ())
    assert len(dots(shown.main)) < 500


# As it is published


def test_without_views_there_is_no_map_and_no_way_to_it() -> None:
    pages, _ = planned(directory(city("here")))
    assert not [path for path in pages if "map" in path]
    frame = pages["index.html"].context.frame
    assert "map/" not in [link.path for link in frame.navigation]


def test_another_program_has_its_own_map_by_its_content_alone() -> None:
    site = made()
    for path, caption in (("map/index.html", "Bretagne"), ("en/map/index.html", "Brittany")):
        html = LexborHTMLParser(site[path])
        assert [node.text() for node in html.css("figcaption")] == ["Europe", f"A {caption}"]
        assert [node.attributes["data-cities"] for node in html.css(".main use")] == ["5", "3"]
        numbers = [node.attributes["data-city"] for node in html.css(".places [data-city]")]
        assert sorted(map(int, filter(None, numbers))) == list(range(7))
        assert all(node.attributes["aria-hidden"] == "true" for node in html.css("svg"))
    assert 'href="map/"' in site["index.html"]
    assert 'href="map/"' in site["en/index.html"]


def test_every_shape_that_a_point_uses_is_drawn_once() -> None:
    html = LexborHTMLParser(made()["map/index.html"])
    used = {node.attributes["href"] for node in html.css("use")}
    drawn = [f"#{node.attributes['id']}" for node in html.css("symbol")]
    assert used <= set(drawn)
    assert len(drawn) == len(set(drawn))
